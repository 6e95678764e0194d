"""The moves: generated in order of squares, and counted (perft)."""

from targets.chess.board import (
    ALL_STEPS, BISHOP, BLACK, BLACK_LONG, BLACK_SHORT, DIAGONAL_STEPS, E1,
    E8, EAST, EMPTY, FRAME, KING, KNIGHT, KNIGHT_STEPS, NORTH, PAWN, QUEEN,
    ROOK, SOUTH, SQUARES, STRAIGHT_STEPS, WEST, WHITE, WHITE_LONG,
    WHITE_SHORT, Move, rank_of)

PROMOTIONS = [QUEEN, KNIGHT, ROOK, BISHOP]


class Generator(object):
    """Makes the moves of the side to move; kings may be left in check."""

    def __init__(self, board, only_captures):
        self.board = board
        self.only_captures = only_captures
        self.moves = []

    def run(self):
        side = self.board.side
        for square in SQUARES:
            piece = self.board.squares[square]
            if piece == EMPTY or piece & 8 != side:
                continue
            kind = piece & 7
            if kind == PAWN:
                self.pawn(square, piece)
            elif kind == KNIGHT:
                self.steps(square, piece, KNIGHT_STEPS)
            elif kind == KING:
                self.steps(square, piece, ALL_STEPS)
                if not self.only_captures:
                    self.castling(square, piece)
            elif kind == BISHOP:
                self.lines(square, piece, DIAGONAL_STEPS)
            elif kind == ROOK:
                self.lines(square, piece, STRAIGHT_STEPS)
            else:
                self.lines(square, piece, ALL_STEPS)
        return self.moves

    def add(self, origin, target, piece, captured):
        move = Move(origin, target, piece, captured, EMPTY)
        self.moves.append(move)
        return move

    def is_enemy(self, piece):
        return piece != EMPTY and piece != FRAME and \
            piece & 8 != self.board.side

    def steps(self, origin, piece, steps):
        for step in steps:
            target = origin + step
            captured = self.board.squares[target]
            if captured == EMPTY:
                if not self.only_captures:
                    self.add(origin, target, piece, EMPTY)
            elif self.is_enemy(captured):
                self.add(origin, target, piece, captured)

    def lines(self, origin, piece, steps):
        squares = self.board.squares
        for step in steps:
            target = origin + step
            while squares[target] == EMPTY:
                if not self.only_captures:
                    self.add(origin, target, piece, EMPTY)
                target += step
            if self.is_enemy(squares[target]):
                self.add(origin, target, piece, squares[target])

    def pawn(self, origin, piece):
        board = self.board
        forward = NORTH if board.side == WHITE else SOUTH
        first_rank = 1 if board.side == WHITE else 6
        for step in [forward + WEST, forward + EAST]:
            target = origin + step
            captured = board.squares[target]
            if self.is_enemy(captured):
                self.pawn_move(origin, target, piece, captured)
            elif board.passing and target == board.passing:
                move = self.add(origin, target, piece,
                                PAWN | board.side ^ BLACK)
                move.is_passing = True
        target = origin + forward
        if board.squares[target] != EMPTY:
            return
        last_rank = 7 if board.side == WHITE else 0
        if self.only_captures and rank_of(target) != last_rank:
            return
        self.pawn_move(origin, target, piece, EMPTY)
        if rank_of(origin) == first_rank and \
                board.squares[target + forward] == EMPTY:
            self.add(origin, target + forward, piece, EMPTY)

    def pawn_move(self, origin, target, piece, captured):
        rank = rank_of(target)
        if rank != 0 and rank != 7:
            self.add(origin, target, piece, captured)
            return
        for kind in PROMOTIONS:
            self.moves.append(Move(origin, target, piece, captured,
                                   kind | self.board.side))

    def castling(self, origin, piece):
        board = self.board
        short = WHITE_SHORT
        long = WHITE_LONG
        home = E1
        if board.side == BLACK:
            short = BLACK_SHORT
            long = BLACK_LONG
            home = E8
        if origin != home or board.castling & (short | long) == 0 or \
                board.in_check(board.side):
            return
        squares = board.squares
        enemy = board.side ^ BLACK
        if board.castling & short and squares[origin + 1] == EMPTY and \
                squares[origin + 2] == EMPTY and \
                not board.is_attacked(origin + 1, enemy):
            self.add(origin, origin + 2, piece, EMPTY).is_castling = True
        if board.castling & long and squares[origin - 1] == EMPTY and \
                squares[origin - 2] == EMPTY and \
                squares[origin - 3] == EMPTY and \
                not board.is_attacked(origin - 1, enemy):
            self.add(origin, origin - 2, piece, EMPTY).is_castling = True


def all_moves(board):
    return Generator(board, False).run()


def capturing_moves(board):
    return Generator(board, True).run()


def legal_moves(board):
    """The moves that do not leave the king in check."""
    legal = []
    side = board.side
    for move in all_moves(board):
        board.make(move)
        if not board.in_check(side):
            legal.append(move)
        board.take_back(move)
    return legal


def perft(board, depth):
    """How many sequences of so many legal moves there are."""
    count = 0
    side = board.side
    for move in all_moves(board):
        board.make(move)
        if not board.in_check(side):
            count += perft(board, depth - 1) if depth > 1 else 1
        board.take_back(move)
    return count
