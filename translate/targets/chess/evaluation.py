"""What a position is worth, in hundredths of a pawn, for who is to move."""

from targets.chess.board import (
    BISHOP, BLACK, EMPTY, KING, KNIGHT, PAWN, QUEEN, ROOK, SQUARES, WHITE,
    rank_of)

VALUES = [0, 100, 320, 330, 500, 900, 0, 0]

# For each square of white's view, from the eighth rank down.
PAWN_TABLE = [
    0, 0, 0, 0, 0, 0, 0, 0,
    50, 50, 50, 50, 50, 50, 50, 50,
    10, 10, 20, 30, 30, 20, 10, 10,
    5, 5, 10, 25, 25, 10, 5, 5,
    0, 0, 0, 20, 20, 0, 0, 0,
    5, -5, -10, 0, 0, -10, -5, 5,
    5, 10, 10, -20, -20, 10, 10, 5,
    0, 0, 0, 0, 0, 0, 0, 0]
KING_TABLE = [
    -30, -40, -40, -50, -50, -40, -40, -30,
    -30, -40, -40, -50, -50, -40, -40, -30,
    -30, -40, -40, -50, -50, -40, -40, -30,
    -30, -40, -40, -50, -50, -40, -40, -30,
    -20, -30, -30, -40, -40, -30, -30, -20,
    -10, -20, -20, -20, -20, -20, -20, -10,
    20, 20, 0, 0, 0, 0, 20, 20,
    20, 30, 10, 0, 0, 10, 30, 20]


def centrality(line, rank):
    """From 0 at the edges to 3 in the middle, of both."""
    return min(line, 7 - line) + min(rank, 7 - rank)


def placement(kind, line, rank, is_ending):
    """What a white piece gains on a square."""
    at = (7 - rank) * 8 + line
    center = centrality(line, rank)
    if kind == PAWN:
        return PAWN_TABLE[at]
    if kind == KNIGHT:
        return 10 * center - 30
    if kind == BISHOP:
        return 5 * center - 10
    if kind == ROOK:
        return 10 if rank == 6 else 0
    if kind == QUEEN:
        return 2 * center - 5
    if is_ending:
        return 8 * center - 20
    return KING_TABLE[at]


class PawnFiles(object):
    """How many pawns each side has on each file, and how far they are."""

    def __init__(self, board):
        self.counts = [0] * 16
        # The rank of the rearmost pawn, seen from its own side.
        self.rear = [8] * 16
        for square in SQUARES:
            piece = board.squares[square]
            if piece & 7 == PAWN:
                line = (square - 21) % 10
                rank = rank_of(square)
                if piece & BLACK:
                    rank = 7 - rank
                at = (piece & 8) + line
                self.counts[at] += 1
                self.rear[at] = min(self.rear[at], rank)

    def count(self, side, line):
        if line < 0 or line > 7:
            return 0
        return self.counts[side + line]

    def is_passed(self, side, line, rank):
        """Whether no enemy pawn can stop one of this rank."""
        enemy = side ^ BLACK
        for other in range(max(line - 1, 0), min(line + 2, 8)):
            # Their rearmost is the one that stands before us.
            if self.counts[enemy + other] > 0 and \
                    7 - self.rear[enemy + other] > rank:
                return False
        return True

    def score(self, side, line, rank):
        """Of a pawn: doubled, isolated, passed."""
        total = 0
        if self.count(side, line) > 1:
            total -= 10
        if self.count(side, line - 1) + self.count(side, line + 1) == 0:
            total -= 15
        if self.is_passed(side, line, rank):
            total += 10 + 5 * rank
        return total


def material(board):
    """The value of all pieces but pawns, of both sides."""
    total = 0
    for square in SQUARES:
        kind = board.squares[square] & 7
        if kind != PAWN:
            total += VALUES[kind]
    return total


def evaluate(board):
    is_ending = material(board) < 2600
    files = PawnFiles(board)
    bishops = [0] * 16
    total = 0
    for square in SQUARES:
        piece = board.squares[square]
        if piece == EMPTY:
            continue
        kind = piece & 7
        side = piece & 8
        line = (square - 21) % 10
        rank = rank_of(square)
        if side == BLACK:
            rank = 7 - rank
        score = VALUES[kind] + placement(kind, line, rank, is_ending)
        if kind == PAWN:
            score += files.score(side, line, rank)
        elif kind == BISHOP:
            bishops[side] += 1
            if bishops[side] == 2:
                score += 30
        elif kind == ROOK:
            if files.count(side, line) == 0:
                score += 15 if files.count(side ^ BLACK, line) else 25
        elif kind == KING and not is_ending:
            for near in range(line - 1, line + 2):
                if files.count(side, near) == 0:
                    score -= 12
        total += score if side == WHITE else -score
    return total if board.side == WHITE else -total
