"""A player of Othello: alpha-beta search with iterative deepening.

`othello play DEPTH` plays a game against itself and shows the moves and the
last board; `othello count DEPTH` counts the positions that so many moves lead
to (perft); `othello solve EMPTY` plays at random until so many cells are
empty and then finds the best outcome for the side to move.
"""

EMPTY, BLACK, WHITE, WALL = 0, 1, 2, 3
# The board has a border: row and column 0 and 9 are walls.
WIDTH = 10
DIRECTIONS = [-11, -10, -9, -1, 1, 9, 10, 11]
INFINITY = 1000000

WORTH = [
    120, -20, 20, 5, 5, 20, -20, 120,
    -20, -40, -5, -5, -5, -5, -40, -20,
    20, -5, 15, 3, 3, 15, -5, 20,
    5, -5, 3, 3, 3, 3, -5, 5,
    5, -5, 3, 3, 3, 3, -5, 5,
    20, -5, 15, 3, 3, 15, -5, 20,
    -20, -40, -5, -5, -5, -5, -40, -20,
    120, -20, 20, 5, 5, 20, -20, 120]

CHECKS = [
    (['count', '5'], '1396 positions\n'),
    (['count', '6'], '8200 positions\n'),
    (['play', '1'],
     'd3 c3 c4 e3 f3 d6 c6 c5 c2 b3 f5 e6 a3 c1 d7 c7 b6 b5 a5 f6 f4\n'
     'a6 a4 a2 b4 g3 e7 g6 d2 b2 g4 h4 f2 f1 a1 f8 a7 c8 h3 h2 g5 e1\n'
     'h6 f7 d8 e8 g2 e2 b1 h5 h1 d1 g1 g7 h8 b8 g8 b7 a8 h7 -- --\n'
     '  a b c d e f g h\n'
     '1 X X X X X X X X\n'
     '2 X X O O O X X X\n'
     '3 X O O X X X X X\n'
     '4 X O O X X O O X\n'
     '5 X O X X O O O X\n'
     '6 X O X O X X O X\n'
     '7 X X O X O O O O\n'
     '8 X X X X X X X X\n'
     'black 43, white 21, 502 positions\n'),
    (['play', '3'],
     'd3 e3 f3 c3 b3 e2 f6 a3 e1 f5 f4 g6 g5 e6 d6 c6 f7 h5 e7 d8 g4\n'
     'g3 c5 c4 h3 f1 g1 h4 h6 f8 b4 d7 d2 d1 c1 c2 f2 a4 b1 g2 e8 h7\n'
     'h8 g8 c7 c8 h1 b5 a6 b6 g7 h2 a7 a5 a2 b2 b8 a8 a1 -- b7 -- --\n'
     '  a b c d e f g h\n'
     '1 X X X X X X X X\n'
     '2 X X O O X O O O\n'
     '3 X X X X X X O X\n'
     '4 X X X X X O X X\n'
     '5 X X X X X O X X\n'
     '6 X X X O O X X X\n'
     '7 X X X X X X X X\n'
     '8 O O O O O O O X\n'
     'black 47, white 17, 9013 positions\n'),
    (['solve', '7'],
     '  a b c d e f g h\n'
     '1 O O O O O X X X\n'
     '2 . O O X X X X X\n'
     '3 X O O O O X X X\n'
     '4 O X O O O X O O\n'
     '5 X X O X O X O O\n'
     '6 . X X X X O O O\n'
     '7 . X X X X X O O\n'
     '8 . . . X O O O .\n'
     'O wins by 4; 766 positions\n'),
    (['dance'], 'usage: othello play|count|solve NUMBER\n'),
]


def cell_of(index):
    """The place on the board of a cell that is counted from 0 to 63."""
    return (index // 8 + 1) * WIDTH + index % 8 + 1


def name_of(cell):
    return 'abcdefgh'[cell % WIDTH - 1] + str(cell // WIDTH)


def opponent(color):
    return BLACK + WHITE - color


class Move(object):
    """A cell, what it turns over, and how good it seems."""

    def __init__(self, cell, turned):
        self.cell = cell
        self.turned = turned
        self.order = 0


class Board(object):
    def __init__(self):
        self.cells = [WALL] * (WIDTH * WIDTH)
        self.worth = [0] * (WIDTH * WIDTH)
        for index in range(64):
            self.cells[cell_of(index)] = EMPTY
            self.worth[cell_of(index)] = WORTH[index]
        self.cells[44] = WHITE
        self.cells[55] = WHITE
        self.cells[45] = BLACK
        self.cells[54] = BLACK
        self.empty = 60

    def turned_by(self, cell, color):
        """The cells that a piece of the colour would turn over."""
        turned = []
        if self.cells[cell] != EMPTY:
            return turned
        other = opponent(color)
        for direction in DIRECTIONS:
            place = cell + direction
            length = 0
            while self.cells[place] == other:
                place += direction
                length += 1
            if length > 0 and self.cells[place] == color:
                while length > 0:
                    place -= direction
                    turned.append(place)
                    length -= 1
        return turned

    def moves(self, color):
        result = []
        for index in range(64):
            cell = cell_of(index)
            turned = self.turned_by(cell, color)
            if len(turned) > 0:
                result.append(Move(cell, turned))
        return result

    def play(self, move, color):
        self.cells[move.cell] = color
        for cell in move.turned:
            self.cells[cell] = color
        self.empty -= 1

    def undo(self, move, color):
        other = opponent(color)
        self.cells[move.cell] = EMPTY
        for cell in move.turned:
            self.cells[cell] = other
        self.empty += 1

    def count(self, color):
        number = 0
        for cell in self.cells:
            if cell == color:
                number += 1
        return number

    def key(self):
        """The board as a text: the name of the position."""
        letters = []
        for index in range(64):
            letters.append('.XO'[self.cells[cell_of(index)]])
        return ''.join(letters)

    def show(self):
        print '  a b c d e f g h'
        for row in range(1, 9):
            line = str(row)
            for column in range(1, 9):
                line += ' ' + '.XO'[self.cells[row * WIDTH + column]]
            print line


class Known(object):
    """What an earlier search found about a position."""

    def __init__(self, depth, score, best):
        self.depth = depth
        self.score = score
        self.best = best


class Searcher(object):
    def __init__(self, board):
        self.board = board
        self.table = {}
        self.nodes = 0

    def evaluate(self, color):
        """What the board is worth for the side to move."""
        board = self.board
        other = opponent(color)
        score = 0
        for index in range(64):
            cell = cell_of(index)
            if board.cells[cell] == color:
                score += board.worth[cell]
            elif board.cells[cell] == other:
                score -= board.worth[cell]
        mobility = len(board.moves(color)) - len(board.moves(other))
        return score + 6 * mobility

    def outcome(self, color):
        difference = self.board.count(color) - self.board.count(
            opponent(color))
        return 1000 * difference

    def ordered(self, color, first):
        """The moves, the most promising first."""
        moves = self.board.moves(color)
        for move in moves:
            move.order = self.board.worth[move.cell]
            if move.cell == first:
                move.order += 10000
        for i in range(1, len(moves)):
            move = moves[i]
            j = i
            while j > 0 and moves[j - 1].order < move.order:
                moves[j] = moves[j - 1]
                j -= 1
            moves[j] = move
        return moves

    def search(self, color, depth, alpha, beta, passed):
        """The score for the side to move, within alpha and beta."""
        self.nodes += 1
        if self.board.empty == 0:
            return self.outcome(color)
        if depth == 0:
            return self.evaluate(color)
        key = str(color) + self.board.key()
        first = 0
        if key in self.table:
            known = self.table[key]
            first = known.best
            if known.depth == depth and alpha < known.score and \
                    known.score < beta:
                return known.score
        moves = self.ordered(color, first)
        if len(moves) == 0:
            if passed:
                return self.outcome(color)
            return -self.search(opponent(color), depth, -beta, -alpha, True)
        best = -INFINITY
        best_cell = 0
        for move in moves:
            self.board.play(move, color)
            score = -self.search(opponent(color), depth - 1, -beta, -alpha,
                                 False)
            self.board.undo(move, color)
            if score > best:
                best = score
                best_cell = move.cell
            if best > alpha:
                alpha = best
            if alpha >= beta:
                break
        self.table[key] = Known(depth, best, best_cell)
        return best

    def choose(self, color, depth):
        """The best move; None if there is none."""
        chosen = None
        for limit in range(1, depth + 1):
            first = 0
            if chosen is not None:
                first = chosen.cell
            best = -INFINITY
            for move in self.ordered(color, first):
                self.board.play(move, color)
                score = -self.search(opponent(color), limit - 1, -INFINITY,
                                     -best, False)
                self.board.undo(move, color)
                if score > best:
                    best = score
                    chosen = move
        return chosen


class Random(object):
    """A linear congruential generator."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 1103515245 + 12345) % 2147483648
        return self.state // 65536 % limit


def play_game(depth):
    board = Board()
    searcher = Searcher(board)
    color = BLACK
    passed = 0
    line = ''
    while passed < 2:
        move = searcher.choose(color, depth)
        if move is None:
            passed += 1
            line += ' --'
        else:
            passed = 0
            board.play(move, color)
            line += ' ' + name_of(move.cell)
        if len(line) > 60:
            print line[1:]
            line = ''
        color = opponent(color)
    if line:
        print line[1:]
    board.show()
    print 'black %d, white %d, %d positions' % (
        board.count(BLACK), board.count(WHITE), searcher.nodes)


def count_positions(board, color, depth):
    if depth == 0:
        return 1
    moves = board.moves(color)
    if len(moves) == 0:
        if len(board.moves(opponent(color))) == 0:
            return 1
        return count_positions(board, opponent(color), depth - 1)
    number = 0
    for move in moves:
        board.play(move, color)
        number += count_positions(board, opponent(color), depth - 1)
        board.undo(move, color)
    return number


def solve(empty):
    board = Board()
    random = Random(20)
    color = BLACK
    passed = 0
    while board.empty > empty and passed < 2:
        moves = board.moves(color)
        if len(moves) == 0:
            passed += 1
        else:
            passed = 0
            board.play(moves[random.below(len(moves))], color)
        color = opponent(color)
    board.show()
    searcher = Searcher(board)
    score = searcher.search(color, 2 * empty, -INFINITY, INFINITY, False)
    print '%s wins by %d; %d positions' % (
        '.XO'[color], score // 1000, searcher.nodes)


def entry_point(argv):
    if len(argv) == 3 and argv[2].isdigit():
        number = int(argv[2])
        if argv[1] == 'play':
            play_game(number)
            return 0
        if argv[1] == 'count':
            print '%d positions' % count_positions(Board(), BLACK, number)
            return 0
        if argv[1] == 'solve':
            solve(number)
            return 0
    print 'usage: othello play|count|solve NUMBER'
    return 0
