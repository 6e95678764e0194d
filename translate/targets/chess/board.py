"""The board: pieces on 64 squares in a frame, and what making a move does.

A square's number is 21 + file + 10 * rank in a board of 10 by 12, so that a
step over the edge lands on the frame. Pieces are numbers, black ones are
those of white plus 8.
"""

EMPTY, PAWN, KNIGHT, BISHOP, ROOK, QUEEN, KING, FRAME = range(8)
WHITE, BLACK = 0, 8
LETTERS = '.PNBRQK#.pnbrqk'

NORTH, SOUTH, EAST, WEST = 10, -10, 1, -1
KNIGHT_STEPS = [21, 19, 12, 8, -8, -12, -19, -21]
DIAGONAL_STEPS = [11, 9, -9, -11]
STRAIGHT_STEPS = [10, 1, -1, -10]
ALL_STEPS = [11, 9, -9, -11, 10, 1, -1, -10]

# The rights to castle, as bits.
WHITE_SHORT, WHITE_LONG, BLACK_SHORT, BLACK_LONG = 1, 2, 4, 8

A1, E1, H1, A8, E8, H8 = 21, 25, 28, 91, 95, 98

START = 'rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1'


class BadPosition(Exception):
    def __init__(self, message):
        self.message = message


def square_name(square):
    return chr(ord('a') + (square - 21) % 10) + chr(
        ord('1') + (square - 21) // 10)


def square_of(name):
    """The square of a name such as e4."""
    if len(name) != 2 or not 'a' <= name[0] <= 'h' or \
            not '1' <= name[1] <= '8':
        raise BadPosition('no square: ' + name)
    return 21 + ord(name[0]) - ord('a') + 10 * (ord(name[1]) - ord('1'))


def rank_of(square):
    return (square - 21) // 10


def on_board_squares():
    squares = []
    for rank in range(8):
        for line in range(8):
            squares.append(21 + line + 10 * rank)
    return squares


SQUARES = on_board_squares()


class Random(object):
    """Numbers for the keys of positions; the same in every run."""

    def __init__(self):
        self.state = 88172645463325252

    def next(self):
        state = self.state
        state ^= (state << 13) & 0x7fffffffffffffff
        state ^= state >> 7
        state ^= (state << 17) & 0x7fffffffffffffff
        self.state = state
        return state


def make_keys():
    """For each piece on each square a number."""
    random = Random()
    keys = []
    for piece in range(16):
        row = [0] * 120
        for square in SQUARES:
            row[square] = random.next()
        keys.append(row)
    return keys


KEYS = make_keys()
# Frames and empty squares of either color have no pieces: their keys serve
# for the side to move, castling and en passant.
SIDE_KEY = KEYS[0][21]
CASTLING_KEYS = KEYS[7]
PASSING_KEYS = KEYS[8]


class Move(object):
    """From a square to another; what it captures, and what it promotes to."""

    def __init__(self, origin, target, piece, captured, promotion):
        self.origin = origin
        self.target = target
        self.piece = piece
        self.captured = captured
        self.promotion = promotion
        self.is_passing = False
        self.is_castling = False
        self.score = 0

    def name(self):
        text = square_name(self.origin) + square_name(self.target)
        if self.promotion:
            text += LETTERS[8 + (self.promotion & 7)]
        return text

    def is_quiet(self):
        return self.captured == EMPTY and self.promotion == EMPTY

    def same(self, other):
        return other is not None and self.origin == other.origin and \
            self.target == other.target and self.promotion == other.promotion


class Undo(object):
    """What a move destroys, to take it back."""

    def __init__(self, castling, passing, quiet_moves, key):
        self.castling = castling
        self.passing = passing
        self.quiet_moves = quiet_moves
        self.key = key


class Board(object):
    def __init__(self):
        self.squares = [FRAME] * 120
        for square in SQUARES:
            self.squares[square] = EMPTY
        self.side = WHITE
        self.castling = 0
        # The square that a pawn has jumped over, or 0.
        self.passing = 0
        self.quiet_moves = 0
        self.number = 1
        self.kings = [0] * 16
        self.key = 0
        self.undos = []

    def put(self, square, piece):
        self.squares[square] = piece
        self.key ^= KEYS[piece][square]
        if piece & 7 == KING:
            self.kings[piece & 8] = square

    def remove(self, square):
        self.key ^= KEYS[self.squares[square]][square]
        self.squares[square] = EMPTY

    def set_rights(self, castling, passing):
        """The rights to castle, and the square that was jumped over."""
        self.key ^= CASTLING_KEYS[21 + self.castling % 8 + 10 * (
            self.castling // 8)]
        self.key ^= CASTLING_KEYS[21 + castling % 8 + 10 * (castling // 8)]
        if self.passing:
            self.key ^= PASSING_KEYS[self.passing]
        if passing:
            self.key ^= PASSING_KEYS[passing]
        self.castling = castling
        self.passing = passing

    def change_side(self):
        self.side ^= BLACK
        self.key ^= SIDE_KEY

    # -- making moves ------------------------------------------------------

    def make(self, move):
        self.undos.append(Undo(self.castling, self.passing, self.quiet_moves,
                               self.key))
        piece = move.piece
        self.quiet_moves += 1
        if piece & 7 == PAWN or move.captured:
            self.quiet_moves = 0
        forward = NORTH if self.side == WHITE else SOUTH
        if move.is_passing:
            self.remove(move.target - forward)
        elif move.captured:
            self.remove(move.target)
        self.remove(move.origin)
        self.put(move.target, move.promotion if move.promotion else piece)
        if move.is_castling:
            self.move_rook(move.target, True)
        passing = 0
        if piece & 7 == PAWN and abs(move.target - move.origin) == 20:
            passing = move.origin + forward
        self.set_rights(self.castling & kept_rights(move.origin)
                        & kept_rights(move.target), passing)
        if self.side == BLACK:
            self.number += 1
        self.change_side()

    def move_rook(self, king_target, forth):
        """The rook's part of castling, or back."""
        if (king_target - 21) % 10 == 6:
            origin = king_target + 1
            target = king_target - 1
        else:
            origin = king_target - 2
            target = king_target + 1
        if not forth:
            origin, target = target, origin
        rook = self.squares[origin]
        self.remove(origin)
        self.put(target, rook)

    def take_back(self, move):
        undo = self.undos.pop()
        self.side ^= BLACK
        if self.side == BLACK:
            self.number -= 1
        if move.is_castling:
            self.move_rook(move.target, False)
        self.remove(move.target)
        self.put(move.origin, move.piece)
        if move.is_passing:
            forward = NORTH if self.side == WHITE else SOUTH
            self.put(move.target - forward, move.captured)
        elif move.captured:
            self.put(move.target, move.captured)
        self.castling = undo.castling
        self.passing = undo.passing
        self.quiet_moves = undo.quiet_moves
        self.key = undo.key

    def pass_turn(self):
        """Lets the other side move twice: a way to see threats."""
        self.undos.append(Undo(self.castling, self.passing, self.quiet_moves,
                               self.key))
        self.set_rights(self.castling, 0)
        self.change_side()

    def take_back_pass(self):
        undo = self.undos.pop()
        self.side ^= BLACK
        self.passing = undo.passing
        self.key = undo.key

    # -- questions ---------------------------------------------------------

    def is_attacked(self, square, side):
        """Whether a side attacks a square."""
        squares = self.squares
        backward = SOUTH if side == WHITE else NORTH
        if squares[square + backward + EAST] == PAWN | side or \
                squares[square + backward + WEST] == PAWN | side:
            return True
        for step in KNIGHT_STEPS:
            if squares[square + step] == KNIGHT | side:
                return True
        for step in ALL_STEPS:
            if squares[square + step] == KING | side:
                return True
        return self.is_on_line(square, DIAGONAL_STEPS, BISHOP | side,
                               QUEEN | side) or \
            self.is_on_line(square, STRAIGHT_STEPS, ROOK | side, QUEEN | side)

    def is_on_line(self, square, steps, first, second):
        """Whether one of two pieces sees a square along such lines."""
        squares = self.squares
        for step in steps:
            at = square + step
            while squares[at] == EMPTY:
                at += step
            if squares[at] == first or squares[at] == second:
                return True
        return False

    def in_check(self, side):
        return self.is_attacked(self.kings[side], side ^ BLACK)

    def is_repeated(self):
        """Whether the position was there since the last capture."""
        count = len(self.undos)
        back = 2
        while back <= self.quiet_moves and back <= count:
            if self.undos[count - back].key == self.key:
                return True
            back += 2
        return False


def kept_rights(square):
    """The rights to castle that stay when a piece leaves or enters."""
    if square == E1:
        return 15 ^ WHITE_SHORT ^ WHITE_LONG
    if square == E8:
        return 15 ^ BLACK_SHORT ^ BLACK_LONG
    if square == A1:
        return 15 ^ WHITE_LONG
    if square == H1:
        return 15 ^ WHITE_SHORT
    if square == A8:
        return 15 ^ BLACK_LONG
    if square == H8:
        return 15 ^ BLACK_SHORT
    return 15
