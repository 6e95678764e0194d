"""Double dispatch."""

from annotate.pairs import Reopenable, pair, pairtype


class Animal(object):
    __metaclass__ = Reopenable


class Cat(Animal):
    pass


class Dog(Animal):
    pass


class __extend__(pairtype(Animal, Animal)):
    def meet((a, b)):
        return 'ignore'


class __extend__(pairtype(Cat, Animal)):
    def meet((a, b)):
        return 'hiss'


class __extend__(pairtype(Cat, Dog)):
    def meet((a, b)):
        return 'run'


class __extend__(Dog):
    def speak(self):
        return 'woof'


def test_the_most_special_wins():
    assert pair(Dog(), Cat()).meet() == 'ignore'
    assert pair(Cat(), Cat()).meet() == 'hiss'
    assert pair(Cat(), Dog()).meet() == 'run'


def test_classes_are_reopened():
    assert Dog().speak() == 'woof'
    assert __extend__ is Dog
