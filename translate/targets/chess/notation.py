"""Positions and moves as texts: FEN, diagrams, and standard notation."""

from targets.chess.board import (
    BLACK, EMPTY, KING, LETTERS, PAWN, WHITE, BadPosition, Board, Move,
    rank_of, square_name, square_of)
from targets.chess.moves import legal_moves

RIGHTS = 'KQkq'


def parse_fen(text):
    """The board that a FEN describes."""
    parts = []
    for part in text.split(' '):
        if part:
            parts.append(part)
    if len(parts) < 4:
        raise BadPosition('four parts are needed, not %d' % len(parts))
    board = Board()
    put_pieces(board, parts[0])
    if parts[1] == 'b':
        board.change_side()
    elif parts[1] != 'w':
        raise BadPosition('no side: ' + parts[1])
    castling = 0
    if parts[2] != '-':
        for letter in parts[2]:
            at = RIGHTS.find(letter)
            if at < 0:
                raise BadPosition('no right to castle: ' + letter)
            castling |= 1 << at
    passing = 0
    if parts[3] != '-':
        passing = square_of(parts[3])
    board.set_rights(castling, passing)
    if len(parts) > 5:
        try:
            board.quiet_moves = int(parts[4])
            board.number = int(parts[5])
        except ValueError:
            raise BadPosition('no number: %s %s' % (parts[4], parts[5]))
    if board.in_check(board.side ^ BLACK):
        raise BadPosition('the king can be taken')
    return board


def put_pieces(board, text):
    ranks = text.split('/')
    if len(ranks) != 8:
        raise BadPosition('eight ranks are needed, not %d' % len(ranks))
    kings = 0
    for row in range(8):
        square = 91 - 10 * row
        end = square + 8
        for letter in ranks[row]:
            if '1' <= letter <= '8':
                square += int(letter + '')
                continue
            piece = LETTERS.find(letter)
            if piece < 0 or letter == '#' or letter == '.':
                raise BadPosition('no piece: ' + letter)
            if square >= end:
                break
            board.put(square, piece)
            square += 1
            if piece & 7 == KING:
                kings += 1
        if square != end:
            raise BadPosition('a rank has not eight squares: ' + ranks[row])
    if kings != 2 or board.kings[WHITE] == 0 or board.kings[BLACK] == 0:
        raise BadPosition('each side needs one king')


def fen_of(board):
    rows = []
    for row in range(8):
        text = ''
        empty = 0
        for square in range(91 - 10 * row, 99 - 10 * row):
            piece = board.squares[square]
            if piece == EMPTY:
                empty += 1
                continue
            if empty:
                text += str(empty)
                empty = 0
            text += LETTERS[piece]
        if empty:
            text += str(empty)
        rows.append(text)
    rights = ''
    for i in range(4):
        if board.castling >> i & 1:
            rights += RIGHTS[i]
    return '%s %s %s %s %d %d' % (
        '/'.join(rows), 'w' if board.side == WHITE else 'b',
        rights if rights else '-',
        square_name(board.passing) if board.passing else '-',
        board.quiet_moves, board.number)


def diagram(board):
    """The board as lines of letters, white below."""
    lines = []
    for row in range(8):
        letters = []
        for square in range(91 - 10 * row, 99 - 10 * row):
            letters.append(LETTERS[board.squares[square]] + '')
        lines.append('%d  %s' % (8 - row, ' '.join(letters)))
    lines.append('')
    lines.append('   a b c d e f g h')
    return '\n'.join(lines)


def notation(board, move):
    """A legal move in standard notation, such as Nbd7 or exd8=Q+."""
    kind = move.piece & 7
    if move.is_castling:
        text = 'O-O' if (move.target - 21) % 10 == 6 else 'O-O-O'
    else:
        text = ''
        if kind == PAWN:
            if move.captured:
                text = square_name(move.origin)[:1]
        else:
            text = LETTERS[kind] + distinction(board, move)
        if move.captured:
            text += 'x'
        text += square_name(move.target)
        if move.promotion:
            text += '=' + LETTERS[move.promotion & 7]
    board.make(move)
    if board.in_check(board.side):
        text += '+' if len(legal_moves(board)) > 0 else '#'
    board.take_back(move)
    return text


def distinction(board, move):
    """What tells this move's piece from others that can go there."""
    others = 0
    same_file = False
    same_rank = False
    for other in legal_moves(board):
        if other.piece == move.piece and other.target == move.target and \
                other.origin != move.origin:
            others += 1
            if (other.origin - move.origin) % 10 == 0:
                same_file = True
            if rank_of(other.origin) == rank_of(move.origin):
                same_rank = True
    name = square_name(move.origin)
    if others == 0:
        return ''
    if not same_file:
        return name[:1]
    if not same_rank:
        return name[1:]
    return name


def find_move(board, text):
    """The legal move of that notation, or of a name such as e2e4."""
    for move in legal_moves(board):
        if move.name() == text:
            return move
        written = notation(board, move)
        if written == text or written == text + '+' or written == text + '#':
            return move
    raise BadPosition('no legal move: ' + text)


def play(board, text):
    """Plays moves in notation; numbers with points are passed over."""
    for word in text.split(' '):
        if word and not word.endswith('.'):
            move = find_move(board, word)
            assert isinstance(move, Move)
            board.make(move)
