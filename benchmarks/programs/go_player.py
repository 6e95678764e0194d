"""A Go player on a 9 x 9 board: Monte Carlo tree search (UCT).

Black and white each search with SIZE random games a move for a few moves.
Groups of stones are kept by union and find with counts of liberties.
"""

import math

from driver import main, check

DEFAULT = 26
SMALL = 2

WIDTH = 9
MOVES_PLAYED = 6
EMPTY, WHITE, BLACK = range(3)
PASS = -1
KOMI = 7.5
LONGEST = WIDTH * WIDTH * 3


class Random(object):
    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 1103515245 + 12345) & 0x7fffffff
        return (self.state >> 8) % limit


class Square(object):
    """A place on the board; the stones of a group share a leader."""

    def __init__(self, position):
        self.position = position
        self.neighbours = []
        self.colour = EMPTY
        self.leader = self
        self.liberties = 0
        self.members = 0

    def place(self, board, colour):
        """Puts a stone here and joins, weakens or takes the groups around."""
        self.colour = colour
        self.leader = self
        self.members = 1
        # A liberty is counted once for each stone that it touches.
        self.liberties = len([neighbour for neighbour in self.neighbours
                              if neighbour.colour == EMPTY])
        taken = []
        for neighbour in self.neighbours:
            if neighbour.colour == EMPTY:
                continue
            leader = neighbour.find()
            leader.liberties -= 1
            if neighbour.colour == colour:
                if leader is not self.find():
                    leader.join(self.find())
            elif leader.liberties == 0 and leader not in taken:
                taken.append(leader)
        for leader in taken:
            board.take(leader)
        return taken

    def find(self):
        square = self
        while square.leader is not square:
            square = square.leader
        if self is not square:
            self.leader = square
        return square

    def join(self, other):
        other.leader = self
        self.liberties += other.liberties
        self.members += other.members


class Board(object):
    def __init__(self):
        self.squares = [Square(i) for i in range(WIDTH * WIDTH)]
        for square in self.squares:
            x, y = square.position % WIDTH, square.position // WIDTH
            for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
                if 0 <= x + dx < WIDTH and 0 <= y + dy < WIDTH:
                    square.neighbours.append(
                        self.squares[(y + dy) * WIDTH + x + dx])
        self.empty = range(WIDTH * WIDTH)
        self.index = range(WIDTH * WIDTH)
        self.colour = BLACK
        self.ko = PASS
        self.passes = 0
        self.history = []

    def other(self):
        return BLACK if self.colour == WHITE else WHITE

    def remove_empty(self, position):
        at, last = self.index[position], self.empty[-1]
        self.empty[at] = last
        self.index[last] = at
        self.empty.pop()

    def add_empty(self, position):
        self.index[position] = len(self.empty)
        self.empty.append(position)

    def take(self, leader):
        """Removes a group; its neighbours get their liberties back."""
        members = [square for square in self.squares
                   if square.colour != EMPTY and square.find() is leader]
        for square in members:
            square.colour = EMPTY
            self.add_empty(square.position)
        for square in members:
            for neighbour in square.neighbours:
                if neighbour.colour != EMPTY:
                    neighbour.find().liberties += 1
        for square in members:
            square.leader = square

    def is_legal(self, position):
        if position == self.ko:
            return False
        square = self.squares[position]
        pressed = {}
        for neighbour in square.neighbours:
            if neighbour.colour == EMPTY:
                return True
            leader = neighbour.find()
            pressed[leader] = pressed.get(leader, 0) + 1
        for leader in pressed:
            alive = leader.liberties > pressed[leader]
            if alive == (leader.colour == self.colour):
                return True
        return False

    def is_sensible(self, position):
        """Legal, and not the filling of one's own eye."""
        for neighbour in self.squares[position].neighbours:
            if neighbour.colour != self.colour:
                return self.is_legal(position)
        return False

    def play(self, position):
        self.history.append(position)
        ko = PASS
        if position == PASS:
            self.passes += 1
        else:
            self.passes = 0
            self.remove_empty(position)
            square = self.squares[position]
            taken = square.place(self, self.colour)
            if (len(taken) == 1 and taken[0].members == 1
                    and square.find().members == 1
                    and square.find().liberties == 1):
                ko = taken[0].position
        self.ko = ko
        self.colour = self.other()

    def replay(self, history):
        for position in history:
            self.play(position)

    def random_move(self, random):
        number = len(self.empty)
        if number:
            start = random.below(number)
            for i in range(number):
                position = self.empty[(start + i) % number]
                if self.is_sensible(position):
                    return position
        return PASS

    def finished(self):
        return self.passes >= 2 or len(self.history) >= LONGEST

    def score(self):
        """Black's points less white's, by area."""
        points = -KOMI
        for square in self.squares:
            colour = square.colour
            if colour == EMPTY:
                colours = set([neighbour.colour
                               for neighbour in square.neighbours])
                colours.discard(EMPTY)
                if len(colours) != 1:
                    continue
                colour = colours.pop()
            points += 1 if colour == BLACK else -1
        return points

    def verify(self):
        """Recounts every group's stones and liberties."""
        stones, liberties = {}, {}
        for square in self.squares:
            if square.colour == EMPTY:
                continue
            leader = square.find()
            check(leader.colour == square.colour, 'a group has one colour')
            stones[leader] = stones.get(leader, 0) + 1
            for neighbour in square.neighbours:
                if neighbour.colour == EMPTY:
                    liberties[leader] = liberties.get(leader, 0) + 1
        for leader in stones:
            check(leader.members == stones[leader], 'stones of a group')
            check(leader.liberties == liberties.get(leader, 0),
                  'liberties of a group')


class Node(object):
    """A position in the search tree, with its wins as the mover saw them."""

    def __init__(self, board):
        self.untried = [position for position in board.empty
                        if board.is_sensible(position)]
        self.children = {}
        self.order = []
        self.wins = 0
        self.games = 0

    def best_child(self):
        best, best_value = PASS, -1.0
        for position in self.order:
            child = self.children[position]
            value = (float(child.wins) / child.games
                     + math.sqrt(math.log(self.games + 1) / child.games))
            if value > best_value:
                best, best_value = position, value
        return best

    def most_played(self):
        best, games = PASS, 0
        for position in self.order:
            if self.children[position].games > games:
                best, games = position, self.children[position].games
        return best


def search(history, games, random):
    """The move that most of the random games went through."""
    board = Board()
    board.replay(history)
    root = Node(board)
    for _ in range(games):
        board = Board()
        board.replay(history)
        node = root
        path = [(root, board.other())]
        while not node.untried and node.order and not board.finished():
            position = node.best_child()
            mover = board.colour
            board.play(position)
            node = node.children[position]
            path.append((node, mover))
        if node.untried and not board.finished():
            position = node.untried.pop(random.below(len(node.untried)))
            mover = board.colour
            board.play(position)
            child = Node(board)
            node.children[position] = child
            node.order.append(position)
            path.append((child, mover))
        while not board.finished():
            board.play(board.random_move(random))
        board.verify()
        winner = BLACK if board.score() > 0 else WHITE
        for node, mover in path:
            node.games += 1
            if mover == winner:
                node.wins += 1
    return root.most_played()


def run(size):
    random = Random(20)
    history = []
    for _ in range(MOVES_PLAYED):
        history.append(search(history, size, random))
    board = Board()
    board.replay(history)
    check(len(board.empty) >= WIDTH * WIDTH - MOVES_PLAYED, 'stones placed')
    return 'moves ' + ' '.join(['%d' % position for position in history])


if __name__ == '__main__':
    main(run, DEFAULT)
