"""Understands what players type: verbs, and phrases that mean objects.

A phrase means the objects in reach that have all its words. If several do,
or one is missing, the player is asked, and the answer completes the command.
"""

from targets.story.image import (ATTRIBUTES, CHILD, FILLER, NOUN, PARENT,
                                 SIBLING, TITLE, VERB, record_of)


class Misunderstood(Exception):
    """What to tell the player."""

    def __init__(self, message):
        self.message = message


class Command(object):
    def __init__(self, action, first, second):
        self.action = action
        self.first = first
        self.second = second


class Commands(object):
    def __init__(self, image):
        self.image = image
        self.memory = image.memory
        self.waiting = []               # a command that needs an answer
        self.gap = 0                    # where the answer goes
        self.it = 0

    # -- the world

    def parent(self, number):
        return self.memory[record_of(number) + PARENT]

    def title(self, number):
        return self.image.unpacked(self.memory[record_of(number) + TITLE])

    def has(self, number, name):
        attributes = self.image.attributes
        if name not in attributes:
            return False
        bits = self.memory[record_of(number) + ATTRIBUTES]
        return (bits >> attributes[name]) & 1 == 1

    def contents(self, number, found):
        """Adds what is in an object, and in what is open in it."""
        child = self.memory[record_of(number) + CHILD]
        while child:
            if not self.has(child, 'hidden') and child != self.image.player:
                found.append(child)
                if not self.has(child, 'closed'):
                    self.contents(child, found)
            child = self.memory[record_of(child) + SIBLING]

    def reach(self):
        found = []
        self.contents(self.image.player, found)
        self.contents(self.parent(self.image.player), found)
        return found

    # -- commands

    def words(self, text):
        found = []
        for word in text.lower().replace(',', ' , ').split(' '):
            if word != '' and not self.image.is_kind(word, FILLER):
                found.append(word)
        return found

    def understand(self, text):
        """The commands of a line: one, or one for each object of all."""
        words = self.words(text)
        if len(words) == 0:
            raise Misunderstood('What?')
        for word in words[self.verb_length(words):]:
            if word not in ('all', 'it') and not self.image.knows(word):
                raise Misunderstood('I do not know the word %s.' % word)
        if len(self.waiting) and self.verb_length(words) == 0:
            words = self.waiting[:self.gap] + words + self.waiting[self.gap:]
        self.waiting = []
        length = self.verb_length(words)
        if length == 0:
            raise Misunderstood('A command begins with a verb.')
        return self.by_rules(words, length)

    def verb_length(self, words):
        """How many words the verb at the beginning has; 0: it is none."""
        if len(words) > 1 and self.image.is_kind(words[0] + ' ' + words[1],
                                                 VERB):
            return 2
        return 1 if self.image.is_kind(words[0], VERB) else 0

    def by_rules(self, words, length):
        """Tries all rules of the verb; the first complaint is the best."""
        verb = ' '.join(words[:length])
        complaint = ''
        for number in self.image.lookup(verb, VERB):
            try:
                return self.by_rule(self.image.verbs[number], words, length)
            except Misunderstood as problem:
                if complaint == '':
                    complaint = problem.message
        raise Misunderstood(complaint)

    def by_rule(self, verb, words, length):
        if verb.objects == 0:
            if length < len(words):
                raise Misunderstood('I understand only %s.'
                                    % ' '.join(words[:length]))
            return [Command(verb.action, 0, 0)]
        end = len(words)
        if verb.objects == 2:
            end = length
            while end < len(words) and words[end] not in verb.links:
                end += 1
        if words[length:end] == ['all']:
            return self.all(verb, words, end)
        first = self.object(words, length, end, 'What do you want to %s?'
                            % ' '.join(words[:length]))
        second = 0
        if verb.objects == 2:
            if end == len(words):
                words = words + [verb.links[0]]
            second = self.object(words, end + 1, len(words),
                                 'And %s what?' % words[end])
        self.it = first
        return [Command(verb.action, first, second)]

    def all(self, verb, words, end):
        second = 0
        if verb.objects == 2:
            if end == len(words):
                raise Misunderstood('And %s what?' % verb.links[0])
            second = self.object(words, end + 1, len(words), 'Where?')
        found = []
        place = self.parent(self.image.player)
        if verb.objects == 2 or self.has_all(self.image.player):
            place = self.image.player
        for number in self.reach():
            if self.parent(number) == place and number != second and \
                    self.has(number, 'takeable'):
                found.append(Command(verb.action, number, second))
        if len(found) == 0:
            raise Misunderstood('There is nothing.')
        return found

    def has_all(self, number):
        """Whether nothing that can be taken lies outside it."""
        for other in self.reach():
            if self.has(other, 'takeable') and self.parent(other) == \
                    self.parent(number):
                return False
        return True

    def object(self, words, start, end, question):
        """The one object that words[start:end] mean."""
        if start >= end:
            self.wait(words, start)
            raise Misunderstood(question)
        phrase = words[start:end]
        if phrase == ['it']:
            if self.it not in self.reach():
                raise Misunderstood('I do not see it any more.')
            return self.it
        for word in phrase:
            if not self.image.is_kind(word, NOUN):
                raise Misunderstood('I do not understand %s there.' % word)
        found = self.meant(phrase)
        if len(found) == 0:
            raise Misunderstood('You see no %s here.' % ' '.join(phrase))
        if len(found) > 1:
            self.wait(words, start)
            titles = ['the ' + self.title(number) for number in found]
            last = titles.pop()
            raise Misunderstood('Which do you mean, %s or %s?' % (
                ', '.join(titles), last))
        return found[0]

    def wait(self, words, gap):
        self.waiting = words
        self.gap = gap

    def meant(self, phrase):
        found = []
        for number in self.reach():
            nouns = self.image.nouns[number - 1]
            matches = True
            for word in phrase:
                if word not in nouns:
                    matches = False
            if matches and number not in found:
                found.append(number)
        return found
