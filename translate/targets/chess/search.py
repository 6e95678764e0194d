"""The search: alpha-beta with a table of positions, deeper and deeper."""

from targets.chess.board import BLACK, PAWN, Move
from targets.chess.evaluation import VALUES, evaluate, material
from targets.chess.moves import all_moves, capturing_moves

INFINITE = 1000000
MATE = 100000

EXACT, AT_LEAST, AT_MOST = range(3)
TABLE_SIZE = 1 << 14


class TableEntry(object):
    """What is known of a position."""

    def __init__(self, key, depth, score, bound, move):
        self.key = key
        self.depth = depth
        self.score = score
        self.bound = bound
        self.move = move


class Search(object):
    def __init__(self, board):
        self.board = board
        self.table = [None] * TABLE_SIZE
        self.nodes = 0
        # Quiet moves that were too good, two for each ply; and how often a
        # move from a square to another was.
        self.killers = [None] * 256
        self.history = [0] * (120 * 120)
        self.hits = 0

    # -- the table ---------------------------------------------------------

    def find(self):
        entry = self.table[self.board.key & (TABLE_SIZE - 1)]
        if entry is not None and entry.key == self.board.key:
            return entry
        return None

    def remember(self, depth, score, bound, move):
        place = self.board.key & (TABLE_SIZE - 1)
        old = self.table[place]
        if old is None or old.key == self.board.key or old.depth <= depth:
            self.table[place] = TableEntry(self.board.key, depth, score,
                                           bound, move)

    # -- the order of moves ------------------------------------------------

    def score_moves(self, moves, best, ply):
        for move in moves:
            if move.same(best):
                move.score = 1 << 30
            elif move.captured:
                move.score = (1 << 24) + 16 * VALUES[move.captured & 7] - \
                    VALUES[move.piece & 7] // 10
            elif move.promotion:
                move.score = (1 << 24) + VALUES[move.promotion & 7]
            elif move.same(self.killers[2 * ply]):
                move.score = (1 << 23) + 1
            elif move.same(self.killers[2 * ply + 1]):
                move.score = 1 << 23
            else:
                move.score = self.history[move.origin * 120 + move.target]

    def cut(self, move, depth, ply):
        """A quiet move was too good: it may be again elsewhere."""
        if not move.is_quiet():
            return
        if not move.same(self.killers[2 * ply]):
            self.killers[2 * ply + 1] = self.killers[2 * ply]
            self.killers[2 * ply] = move
        self.history[move.origin * 120 + move.target] += depth * depth

    # -- searching ---------------------------------------------------------

    def quiescence(self, alpha, beta, ply):
        """Only captures, until nothing hangs."""
        self.nodes += 1
        score = evaluate(self.board)
        if score >= beta or ply > 60:
            return score
        alpha = max(alpha, score)
        moves = capturing_moves(self.board)
        self.score_moves(moves, None, 100)
        side = self.board.side
        for i in range(len(moves)):
            move = best_first(moves, i)
            gain = VALUES[move.captured & 7] + VALUES[move.promotion & 7]
            if score + gain + 200 < alpha:
                continue
            self.board.make(move)
            if self.board.in_check(side):
                self.board.take_back(move)
                continue
            value = -self.quiescence(-beta, -alpha, ply + 1)
            self.board.take_back(move)
            if value >= beta:
                return value
            if value > alpha:
                alpha = value
        return alpha

    def can_pass(self, depth, beta):
        """Whether to try how good it is not to move at all."""
        return depth >= 3 and beta < MATE - 200 and \
            material(self.board) > 1500

    def alpha_beta(self, alpha, beta, depth, ply, may_pass):
        board = self.board
        side = board.side
        in_check = board.in_check(side)
        if in_check:
            depth += 1
        if ply > 0 and (board.is_repeated() or board.quiet_moves >= 100):
            return 0
        if depth <= 0 or ply > 60:
            return self.quiescence(alpha, beta, ply)
        self.nodes += 1
        best_move = None
        entry = self.find()
        if entry is not None:
            best_move = entry.move
            if ply > 0 and entry.depth >= depth:
                score = from_table(entry.score, ply)
                if entry.bound == EXACT or \
                        (entry.bound == AT_LEAST and score >= beta) or \
                        (entry.bound == AT_MOST and score <= alpha):
                    self.hits += 1
                    return score
        if may_pass and not in_check and self.can_pass(depth, beta):
            board.pass_turn()
            score = -self.alpha_beta(-beta, 1 - beta, depth - 3, ply + 1,
                                     False)
            board.take_back_pass()
            if score >= beta:
                return beta
        moves = all_moves(board)
        self.score_moves(moves, best_move, ply)
        best = -INFINITE
        lowest = alpha
        legal = 0
        for i in range(len(moves)):
            move = best_first(moves, i)
            board.make(move)
            if board.in_check(side):
                board.take_back(move)
                continue
            legal += 1
            score = self.child(move, legal, alpha, beta, depth, ply)
            board.take_back(move)
            if score > best:
                best = score
                best_move = move
                if score > alpha:
                    alpha = score
                if score >= beta:
                    self.cut(move, depth, ply)
                    break
        if legal == 0:
            return ply - MATE if in_check else 0
        bound = EXACT
        if best >= beta:
            bound = AT_LEAST
        elif best <= lowest:
            bound = AT_MOST
        self.remember(depth, to_table(best, ply), bound, best_move)
        return best

    def child(self, move, number, alpha, beta, depth, ply):
        """After a move: all but the first are only compared with alpha."""
        if number == 1:
            return -self.alpha_beta(-beta, -alpha, depth - 1, ply + 1, True)
        less = 1
        if number > 4 and depth > 2 and move.is_quiet():
            less = 2
        score = -self.alpha_beta(-alpha - 1, -alpha, depth - less, ply + 1,
                                 True)
        if score > alpha and (less > 1 or score < beta):
            score = -self.alpha_beta(-beta, -alpha, depth - 1, ply + 1, True)
        return score

    def run(self, depth):
        """Searches deeper and deeper; gives the score."""
        score = 0
        for step in range(1, depth + 1):
            score = self.alpha_beta(-INFINITE, INFINITE, step, 0, True)
            if abs(score) > MATE - 100:
                break
        return score

    def best_line(self, most):
        """The moves that both sides would play, from the table."""
        line = []
        while len(line) < most:
            entry = self.find()
            if entry is None:
                break
            move = entry.move
            if move is None or not is_possible(self.board, move):
                break
            self.board.make(move)
            line.append(move)
            if self.board.is_repeated():
                break
        at = len(line) - 1
        while at >= 0:
            self.board.take_back(line[at])
            at -= 1
        return line


def is_possible(board, move):
    """Whether a move of the table is one of this position."""
    side = board.side
    for other in all_moves(board):
        if move.same(other):
            board.make(other)
            legal = not board.in_check(side)
            board.take_back(other)
            return legal
    return False


def best_first(moves, start):
    """Brings the best of the moves from there on to the front of them."""
    best = start
    for i in range(start + 1, len(moves)):
        if moves[i].score > moves[best].score:
            best = i
    move = moves[best]
    while best > start:
        moves[best] = moves[best - 1]
        best -= 1
    moves[start] = move
    return move


def to_table(score, ply):
    """Mates are counted from the position, not from the root."""
    if score > MATE - 100:
        return score + ply
    if score < 100 - MATE:
        return score - ply
    return score


def from_table(score, ply):
    if score > MATE - 100:
        return score - ply
    if score < 100 - MATE:
        return score + ply
    return score


def score_text(score):
    if score > MATE - 100:
        return 'mate in %d' % ((MATE - score + 1) // 2)
    if score < 100 - MATE:
        return 'mated in %d' % ((MATE + score) // 2)
    sign = '-' if score < 0 else '+'
    return '%s%d.%02d' % (sign, abs(score) // 100, abs(score) % 100)
