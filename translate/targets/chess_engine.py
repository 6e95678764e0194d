"""A chess engine: FEN, all moves, and a search.

    chess_engine perft DEPTH [FEN]     counts sequences of legal moves
    chess_engine best DEPTH [FEN]      the best move, and what follows
    chess_engine divide [FEN]          the legal moves, each with its replies
    chess_engine show [FEN]            the position, and its legal moves
    chess_engine game MOVES            plays moves; shows the position
    chess_engine play DEPTH MOVES      plays against itself

A FEN may be the name of a position in POSITIONS. See the package chess.
"""

from targets.chess.board import START, WHITE, BadPosition
from targets.chess.evaluation import evaluate
from targets.chess.moves import legal_moves, perft
from targets.chess.notation import (diagram, fen_of, notation, parse_fen,
                                    play)
from targets.chess.search import Search, score_text

POSITIONS = {
    'start': START,
    # Positions whose numbers of moves are well known.
    'kiwipete': 'r3k2r/p1ppqpb1/bn2pnp1/3PN3/1p2P3/2N2Q1p/PPPBBPPP/R3K2R '
                'w KQkq - 0 1',
    'ending': '8/2p5/3p4/KP5r/1R3p1k/8/4P1P1/8 w - - 0 1',
    'promotions': 'r3k2r/Pppp1ppp/1b3nbN/nP6/BBP1P3/q4N2/Pp1P2PP/R2Q1RK1 '
                  'w kq - 0 1',
    'talkchess': 'rnbq1k1r/pp1Pbppp/2p5/8/2B5/8/PPP1NnPP/RNBQK2R '
                 'w KQ - 1 8',
    # Problems.
    'smothered': '6rk/6pp/8/6N1/8/8/8/K2Q4 w - - 0 1',
    'two': 'kbK5/pp6/1P6/8/8/8/8/R7 w - - 0 1',
    'three': '1k1r4/pp1b1R2/3q2pp/4p3/2B5/4Q3/PPP2B2/2K5 b - - 0 1',
    'pawns': '8/k7/3p4/p2P1p2/P2P1P2/8/8/K7 w - - 0 1',
    'stalemate': '7k/5Q2/8/8/8/8/8/K7 b - - 0 1',
    'mated': '7k/6Q1/6K1/8/8/8/8/8 b - - 0 1',
    'fork': 'r3k2r/ppp2ppp/8/3N4/8/8/PPP2PPP/R3K2R w KQkq - 0 1',
    'rooks': '4k3/8/8/8/R6R/8/4K3/R6R w - - 0 1',
}

CHECKS = [
    (['perft', '4'],
     '197281\n'),
    (['perft', '3', 'kiwipete'],
     '97862\n'),
    (['perft', '4', 'ending'],
     '43238\n'),
    (['perft', '3', 'promotions'],
     '9467\n'),
    (['perft', '3', 'talkchess'],
     '62379\n'),
    (['best', '3', 'smothered'],
     'mate in 1 1. Nf7#\n'
     '33 positions, 0 known\n'),
    (['best', '4', 'two'],
     'mate in 2 1. Ra6 bxa6 2. b7#\n'
     '666 positions, 36 known\n'),
    (['best', '5', 'three'],
     'mate in 3 1... Qd1+ 2. Kxd1 Bg4+ 3. Ke1 Rd1#\n'
     '6473 positions, 71 known\n'),
    (['best', '4', 'fork'],
     '+6.10 1. Nxc7+ Kd7 2. Nxa8 Re8+\n'
     '1999 positions, 65 known\n'),
    (['best', '9', 'pawns'],
     '+1.26 1. Kb2 Kb6 2. Kc3 Kc7 3. Kc4 Kb6 4. Kd3 Kc7 5. Ke3\n'
     '1597 positions, 476 known\n'),
    (['show', 'stalemate'],
     '8  . . . . . . . k\n'
     '7  . . . . . Q . .\n'
     '6  . . . . . . . .\n'
     '5  . . . . . . . .\n'
     '4  . . . . . . . .\n'
     '3  . . . . . . . .\n'
     '2  . . . . . . . .\n'
     '1  K . . . . . . .\n'
     '\n'
     '   a b c d e f g h\n'
     '7k/5Q2/8/8/8/8/8/K7 b - - 0 1\n'
     'stalemate\n'
     'worth -9.01\n'),
    (['show', 'mated'],
     '8  . . . . . . . k\n'
     '7  . . . . . . Q .\n'
     '6  . . . . . . K .\n'
     '5  . . . . . . . .\n'
     '4  . . . . . . . .\n'
     '3  . . . . . . . .\n'
     '2  . . . . . . . .\n'
     '1  . . . . . . . .\n'
     '\n'
     '   a b c d e f g h\n'
     '7k/6Q1/6K1/8/8/8/8/8 b - - 0 1\n'
     'checkmate\n'
     'worth -9.23\n'),
    (['show', 'rooks'],
     '8  . . . . k . . .\n'
     '7  . . . . . . . .\n'
     '6  . . . . . . . .\n'
     '5  . . . . . . . .\n'
     '4  R . . . . . . R\n'
     '3  . . . . . . . .\n'
     '2  . . . . K . . .\n'
     '1  R . . . . . . R\n'
     '\n'
     '   a b c d e f g h\n'
     '4k3/8/8/8/R6R/8/4K3/R6R w - - 0 1\n'
     'R1a2 R1a3 Rab1 Rac1 Rad1 Rae1 Raf1 Rag1 R1h2 R1h3 Rhg1 '
     'Rhf1 Rhe1 Rhd1 Rhc1 Rhb1 Kf3 Kd3 Kf1 Kd1 Ke3 Kf2 Kd2 Ke'
     '1 Ra5 Ra6 Ra7 Ra8+ Rab4 Rac4 Rad4 Rae4+ Raf4 Rag4 R4a3 '
     'R4a2 Rh5 Rh6 Rh7 Rh8+ Rhg4 Rhf4 Rhe4+ Rhd4 Rhc4 Rhb4 R4h3 R4h2\n'
     'worth +21.08\n'),
    (['divide', 'ending'],
     'e2e3: 15\n'
     'e2e4: 16\n'
     'g2g3: 4\n'
     'g2g4: 17\n'
     'b4c4: 15\n'
     'b4d4: 15\n'
     'b4e4: 15\n'
     'b4f4: 2\n'
     'b4a4: 15\n'
     'b4b3: 15\n'
     'b4b2: 16\n'
     'b4b1: 16\n'
     'a5a6: 15\n'
     'a5a4: 15\n'
     '191\n'),
    (['best', '5'],
     '+0.30 1. d4 d5 2. Nc3 Nc6 3. Nf3\n'
     '3801 positions, 132 known\n'),
    (['best', '2', '8/8/8/8/8/8/8/K6k w'],
     'bad position: four parts are needed, not 2\n'
     'status 1 '),
    (['best', '2', '8/8/8/8/8/8/8/KK5k w - -'],
     'bad position: each side needs one king\n'
     'status 1 '),
    (['perft', '1', '8/9/8/8/8/8/8/K6k w - -'],
     'bad position: no piece: 9\n'
     'status 1 '),
    (['perft', '1', '8/8/8/x7/8/8/8/K6k w - -'],
     'bad position: no piece: x\n'
     'status 1 '),
    (['perft', '1', '8/8/8/8/8/8/8/K6k w - e9'],
     'bad position: no square: e9\n'
     'status 1 '),
    (['perft', '1', '8/8/8/8/8/8/8/K1r4k b - -'],
     'bad position: the king can be taken\n'
     'status 1 '),
    (['perft', 'one'],
     'no number: one\n'
     'status 1 '),
    (['best', '1', 'mated'],
     'no move\n'),
    (['play', '4', '12'],
     '1. d4 d5 2. Nc3 Nc6 3. Nf3 Nf6 4. Bg5 Bf5 5. e3 h6 6. Bf4 g5\n'
     'r2qkb1r/ppp1pp2/2n2n1p/3p1bp1/3P1B2/2N1PN2/PPP2PPP/R2QK'
     'B1R w KQkq g6 0 7\n'),
    (['game', 'e4 Ke3'],
     'bad position: no legal move: Ke3\n'
     'status 1 '),
    (['game', '1. e4 c5 2. Nf3 d6 3. Bb5+ Nd7 4. O-O a6 5. Bxd7+ Qxd7 6. e5 f5 7. exf6'],
     '8  r . b . k b n r\n'
     '7  . p . q p . p p\n'
     '6  p . . p . P . .\n'
     '5  . . p . . . . .\n'
     '4  . . . . . . . .\n'
     '3  . . . . . N . .\n'
     '2  P P P P . P P P\n'
     '1  R N B Q . R K .\n'
     '\n'
     '   a b c d e f g h\n'
     'r1b1kbnr/1p1qp1pp/p2p1P2/2p5/8/5N2/PPPP1PPP/RNBQ1RK1 b kq - 0 7\n'
     'c4 a5 d5 b6 b5 Qe6 Qf5 Qg4 Qh3 Qc6 Qb5 Qa4 Qd8 Qc7 exf6'
     ' e6 e5 gxf6 g6 g5 h6 h5 Rb8 Ra7 Kf7 Kd8 Nh6 Nxf6\n'
     'worth -1.30\n'),
    (['perft'],
     'usage: chess_engine perft|best|divide|show|game|play ...\n'
     'status 2 '),
    (['play', '3'],
     'usage: chess_engine perft|best|divide|show|game|play ...\n'
     'status 2 '),
]


def position(argv, number):
    """The board of an argument, or the start."""
    text = 'start'
    if number < len(argv):
        text = argv[number]
    if text in POSITIONS:
        text = POSITIONS[text]
    return parse_fen(text)


def show(board):
    print diagram(board)
    print fen_of(board)
    names = []
    for move in legal_moves(board):
        names.append(notation(board, move))
    if len(names) == 0:
        print 'checkmate' if board.in_check(board.side) else 'stalemate'
    else:
        print ' '.join(names)
    print 'worth', score_text(evaluate(board))


def divide(board):
    total = 0
    for move in legal_moves(board):
        board.make(move)
        count = len(legal_moves(board))
        board.take_back(move)
        print '%s: %d' % (move.name(), count)
        total += count
    print total


def line_text(board, line):
    """Moves in notation, with numbers."""
    words = []
    for move in line:
        if board.side == WHITE:
            words.append('%d.' % board.number)
        elif len(words) == 0:
            words.append('%d...' % board.number)
        words.append(notation(board, move))
        board.make(move)
    at = len(line) - 1
    while at >= 0:
        board.take_back(line[at])
        at -= 1
    return ' '.join(words)


def best(board, depth):
    search = Search(board)
    score = search.run(depth)
    line = search.best_line(depth)
    if len(line) == 0:
        print 'no move'
        return
    print score_text(score), line_text(board, line)
    print '%d positions, %d known' % (search.nodes, search.hits)


def play_itself(board, depth, count):
    line = []
    while len(line) < count:
        search = Search(board)
        search.run(depth)
        moves = search.best_line(1)
        if len(moves) == 0:
            break
        board.make(moves[0])
        line.append(moves[0])
    at = len(line) - 1
    while at >= 0:
        board.take_back(line[at])
        at -= 1
    print line_text(board, line)
    for move in line:
        board.make(move)
    print fen_of(board)


def run(argv):
    if argv[1] == 'perft':
        print perft(position(argv, 3), int(argv[2]))
    elif argv[1] == 'best':
        best(position(argv, 3), int(argv[2]))
    elif argv[1] == 'divide':
        divide(position(argv, 2))
    elif argv[1] == 'show':
        show(position(argv, 2))
    elif argv[1] == 'game':
        board = parse_fen(START)
        play(board, argv[2])
        show(board)
    else:
        play_itself(parse_fen(START), int(argv[2]), int(argv[3]))


def entry_point(argv):
    needed = 3
    if len(argv) > 1 and argv[1] == 'play':
        needed = 4
    if len(argv) < needed and (len(argv) < 2 or (argv[1] != 'show'
                                                 and argv[1] != 'divide')):
        print 'usage: chess_engine perft|best|divide|show|game|play ...'
        return 2
    try:
        run(argv)
    except BadPosition as problem:
        print 'bad position: ' + problem.message
        return 1
    except ValueError:
        print 'no number: ' + argv[2]
        return 1
    return 0
