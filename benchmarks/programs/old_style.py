"""Old-style classes: attributes, inheritance, hooks and coerced arithmetic.

SIZE is the number of rounds of a small stock-keeping program.
"""

from driver import main, check

DEFAULT = 50000
SMALL = 200


class Item:
    count = 0
    tax = 2

    def __init__(self, name, price):
        self.name = name
        self.price = price
        self.stock = 0
        Item.count = Item.count + 1

    def buy(self, number):
        self.stock = self.stock + number
        return self.price * number

    def sell(self, number):
        if number > self.stock:
            number = self.stock
        self.stock = self.stock - number
        return number * (self.price + self.tax)

    def __cmp__(self, other):
        return cmp(self.name, other.name)

    def __hash__(self):
        return hash(self.name)

    def __nonzero__(self):
        return self.stock > 0


class Fragile:
    broken = 0

    def sell(self, number):
        self.broken = self.broken + 1
        return Item.sell(self, max(number - 1, 0))

    def wrap(self):
        return 1


class Cheap(Item):
    tax = 1

    def buy(self, number):
        return Item.buy(self, number * 2)


class Glass(Fragile, Cheap):
    """Looks left first: Fragile's sell, Cheap's tax and buy."""


class Default:
    """Makes up attributes that it does not have."""

    def __init__(self):
        self.asked = 0

    def __getattr__(self, name):
        if name.startswith('_'):
            raise AttributeError(name)
        self.asked = self.asked + 1
        return len(name)

    def __setattr__(self, name, value):
        self.__dict__[name] = value


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __coerce__(self, other):
        if isinstance(other, int):
            return self, Money(other * 100)
        return None

    def __add__(self, other):
        return Money(self.cents + other.cents)

    __radd__ = __add__

    def __sub__(self, other):
        return Money(self.cents - other.cents)

    def __cmp__(self, other):
        return cmp(self.cents, other.cents)

    def __getitem__(self, index):
        if index >= 3:
            raise IndexError(index)
        return self.cents // 10 ** index % 10


class Shelf:
    def __init__(self, items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        return self.items[index]

    def __getslice__(self, low, high):
        return Shelf(self.items[low:high])

    def __contains__(self, item):
        for other in self.items:
            if other == item:
                return 1
        return 0

    def __call__(self, number):
        return sum([item.sell(number) for item in self])


def run(size):
    Item.count = 0
    items = [Item('lamp', 30), Cheap('pen', 2), Glass('vase', 25),
             Glass('cup', 4), Item('book', 12)]
    shelf = Shelf(items)
    default = Default()
    spent = earned = 0
    money = Money(50)
    digits = 0
    for i in xrange(size):
        item = shelf[i % 5]
        spent = spent + item.buy(i % 4)
        if item:
            earned = earned + item.sell(i % 3)
        if i % 10 == 0:
            earned = earned + shelf[1:4](1)
            default.seen = i
        if default.seen != i:
            digits = digits + default.unknown
        money = 1 + money + Money(i % 100)
        if money > 500:
            money = money - 400
        for digit in money:
            digits = digits + digit
        if isinstance(item, Fragile):
            digits = digits + item.wrap()
    check(Item.count == 5, 'five items')
    check(items[2] in shelf and Item('none', 0) not in shelf, 'on the shelf')
    check(default.asked == size - (size + 9) // 10, 'attributes made up')
    check(items[0].__class__ is Item and Glass.__bases__[0] is Fragile,
          'classes know themselves')
    return 'spent %d earned %d stock %s broken %d money %d digits %d' % (
        spent, earned, [item.stock for item in sorted(items)],
        items[2].broken + items[3].broken, money.cents, digits)


if __name__ == '__main__':
    main(run, DEFAULT)
