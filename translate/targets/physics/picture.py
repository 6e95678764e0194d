"""Draws with letters."""

from targets.physics.shapes import Circle
from targets.physics.vector import Vector

LETTERS = 'abcdefghijklmnopqrstuvwxyz'


class Picture(object):
    """A window from the left lower corner on; a letter is twice as high."""

    def __init__(self, left, low, width, height, scale):
        self.left = left
        self.low = low
        self.width = width
        self.height = height
        self.scale = scale
        self.letters = ['.'] * (width * height)

    def point(self, column, row):
        return Vector(self.left + (column + 0.5) / self.scale,
                      self.low + (row + 0.5) * 2.0 / self.scale)

    def put(self, place, letter):
        column = int((place.x - self.left) * self.scale)
        row = int((place.y - self.low) * self.scale / 2.0)
        if place.x >= self.left and column < self.width and \
                place.y >= self.low and row < self.height:
            self.letters[row * self.width + column] = letter

    def body(self, body):
        letter = '#'
        if not body.is_fixed():
            letter = LETTERS[body.number % 26]
            if isinstance(body.shape, Circle):
                letter = letter.upper()[0]
        for row in range(self.height):
            for column in range(self.width):
                if body.covers(self.point(column, row)):
                    self.letters[row * self.width + column] = letter
        if not body.is_fixed():
            self.put(body.place, letter)

    def show(self):
        row = self.height - 1
        while row >= 0:
            line = self.letters[row * self.width:(row + 1) * self.width]
            print ''.join(line)
            row -= 1
