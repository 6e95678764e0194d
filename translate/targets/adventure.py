"""Text adventures: adventure STORY SCRIPT, or adventure list|size STORY.

Compiles a story of story.stories (or a file), with its texts packed, and
lets the machine tell it to a player who types the script. See the package
story.
"""

from library.core import read_file
from targets.story.code import listing
from targets.story.compiler import Compiler
from targets.story.lexer import StoryError
from targets.story.machine import Fault, Machine, execute
from targets.story.stories import SCRIPTS, STORIES

CHECKS = [
    (['cave', 'win'],
     'THE CAVE\nA meadow\n'
     'Grass, as far as you see. A shaft leads down.\n'
     'There is a brass lamp.\n> take the lamp\nTaken.\n> x it\n'
     'A lamp with some oil.\n> east\nA well\n'
     'An old well with a roof.\nThere is a bucket.\n'
     'In it is a small key.\n> take bucket\nIt hangs on a chain.\n'
     '> look at bucket\nA wooden bucket.\nIn it is a small key.\n'
     '> take key\nTaken.\n> west\nA meadow\n'
     'Grass, as far as you see. A shaft leads down.\n> down\n'
     'A shaft\nA narrow shaft. It gets darker in the north.\n> n\n'
     'It is dark.\n> light lamp\nThe brass lamp burns.\nA hall\n'
     'Your steps echo. A gate is in the east.\n'
     'There is a rusty key.\n> take rusty\n'
     'Which do you mean, the rusty gate or the rusty key?\n> key\n'
     'Taken.\n> open gate\nIt is locked.\n> unlock it with key\n'
     'Which do you mean, the rusty key or the small key?\n> rusty\n'
     'The lock clicks.\nOpened.\n> e\nA vault\nStone walls.\n'
     'There is a chest.\n> open chest\nIt needs a key.\n'
     '> unlock chest with small key\nThe lock clicks.\nOpened.\n'
     'In it is a golden crown.\n> take crown\nTaken.\n> inventory\n'
     'You have a golden crown.\nYou have a rusty key.\n'
     'You have a small key.\nYou have a brass lamp.\n> w\nA hall\n'
     'Your steps echo. A gate is in the east.\nThe lamp flickers.\n'
     '> score\nYou have 10 points.\n> s\nA shaft\n'
     'A narrow shaft. It gets darker in the north.\n'
     'The lamp goes out.\n> u\nA meadow\n'
     'Grass, as far as you see. A shaft leads down.\nYou are rich.\n'
     'The end, with 30 points.\n'),
    (['cave', 'words'],
     'THE CAVE\nA meadow\n'
     'Grass, as far as you see. A shaft leads down.\n'
     'There is a brass lamp.\n> frobnicate\n'
     'I do not know the word frobnicate.\n> lamp\n'
     'A command begins with a verb.\n> take\n'
     'What do you want to take?\n> the brass one\n'
     'I do not know the word one.\n> lamp\nTaken.\n> drop all\n'
     'Dropped.\n> take all\nTaken.\n> put lamp\nAnd in what?\n'
     '> in lamp\nI do not understand in there.\n> x gate\n'
     'You see no gate here.\n> look here now\n'
     'I do not know the word here.\n> \nWhat?\n'
     '> please take the lamp\nYou have it already.\n> undo\nUndone.\n'
     'A meadow\nGrass, as far as you see. A shaft leads down.\n> i\n'
     'You have a brass lamp.\n> close lamp\nYou cannot close that.\n'
     '> up\nThere is no way.\n> take me\nYou see no me here.\n'
     '> quit\nYou give up.\nThe end, with 0 points.\n'),
    (['cave', 'dark'],
     'THE CAVE\nA meadow\n'
     'Grass, as far as you see. A shaft leads down.\n'
     'There is a brass lamp.\n> d\nA shaft\n'
     'A narrow shaft. It gets darker in the north.\n> n\n'
     'It is dark.\n> l\nIt is dark.\n> take troll\nIt grumbles.\n'
     '> light troll\nIt wakes up, and that is the end of you.\n'
     'The end, with -1 points.\n'),
    (['hanoi', 'solve'],
     'A room with three pegs\n'
     'Disks lie on pegs. Who moves them all?\nThere is a left peg.\n'
     'In it is a large disk.\nIn it is a medium disk.\n'
     'In it is a small disk.\nThere is a middle peg.\n'
     'There is a right peg.\n> solve\nsmall disk to right peg\n'
     'medium disk to middle peg\nsmall disk to middle peg\n'
     'large disk to right peg\nsmall disk to left peg\n'
     'medium disk to right peg\nsmall disk to right peg\n'
     'A room with three pegs\n'
     'Disks lie on pegs. Who moves them all?\nThere is a left peg.\n'
     'There is a middle peg.\nThere is a right peg.\n'
     'In it is a small disk.\nIn it is a medium disk.\n'
     'In it is a large disk.\n> moves\n7\n> take peg\n'
     'Which do you mean, the left peg, the middle peg or the right peg?\n'
     '> left\nYou cannot take that.\n> put all in right peg\n'
     'There is nothing.\n> take small\nTaken.\n'
     '> put it on middle peg\nDone.\n> x middle peg\n'
     'You see nothing special about the middle peg.\n'
     'In it is a small disk.\n> undo\nUndone.\n'
     'A room with three pegs\n'
     'Disks lie on pegs. Who moves them all?\nThere is a left peg.\n'
     'There is a middle peg.\nIn it is a small disk.\n'
     'There is a right peg.\nIn it is a medium disk.\n'
     'In it is a large disk.\n> undo\nUndone.\n'
     'A room with three pegs\n'
     'Disks lie on pegs. Who moves them all?\nThere is a left peg.\n'
     'There is a middle peg.\nThere is a right peg.\n'
     'In it is a medium disk.\nIn it is a large disk.\n'
     '> x right peg\nYou see nothing special about the right peg.\n'
     'In it is a medium disk.\nIn it is a large disk.\n'),
    (['counting', 'sums'],
     '> count\n93316668\n330 after 10, 6\n> x white sheep\n'
     'You see nothing special about the sheep.\n> take black\n'
     'fault: division by zero\n'),
    (['deep', 'sums'], 'fault: routines are too deep\n'),
    (['inside', 'sums'], 'fault: an object would be in itself\n'),
    (['object', 'sums'], 'fault: 77 is no object\n'),
    (['missing', 'sums'], 'line 3: missing is not known\n'),
    (['assign', 'sums'], 'line 2: this cannot be assigned to\n'),
    (['syntax', 'sums'], 'line 1: expected a name, found {\n'),
    (['open', 'sums'], 'line 1: a string does not end\n'),
    (['twice', 'sums'], 'line 2: a is declared twice\n'),
    (['size', 'cave'],
     '1325 words of code, 203 of memory, 15 objects\n'
     '75 texts of 1097 letters in 5280 bits\n'
     '72 words in the dictionary\n'),
    (['size', 'hanoi'],
     '1294 words of code, 104 of memory, 8 objects\n'
     '50 texts of 673 letters in 3232 bits\n'
     '66 words in the dictionary\n'),
    (['loop', 'sums'], '1349955000\n'),
    (['tiny', 'sums'], 'Round 1\nRound 2\nRound 3\nyou 35\n'),
    (['list', 'tiny'],
     'main: 0 locals\n    1 global 5\n    3 push 3\n    5 less\n'
     '    6 jump_zero 24\n    8 global 5\n   10 push 1\n   12 add\n'
     '   13 set_global 5\n   15 print 1\n   17 global 5\n'
     '   19 print_number\n   20 print 2\n   22 jump 1\n   24 push 1\n'
     '   26 push 1\n   28 push 1\n   30 push 1\n   32 property\n'
     '   33 push 2\n   35 divide\n   36 set_property\n   37 push 1\n'
     '   39 print_title\n   40 print 3\n   42 push 1\n   44 push 1\n'
     '   46 property\n   47 print_number\n   48 print 2\n'
     '   50 push 0\n   52 return\n'),
    (['cave', 'no such file'], 'cannot read the file\n'),
]


def story_of(name):
    if name in STORIES:
        return STORIES[name]
    return read_file(name)


def script_of(name):
    if name in SCRIPTS:
        return SCRIPTS[name]
    return read_file(name).split('\n')


def show_sizes(compiler):
    image = compiler.image
    letters = 0
    for number in range(len(image.starts)):
        letters += len(image.unpacked(number))
    print '%d words of code, %d of memory, %d objects' % (
        len(image.code), len(image.memory), image.objects)
    print '%d texts of %d letters in %d bits' % (
        len(image.starts), letters, len(image.words) * 32)
    print '%d words in the dictionary' % len(image.entries)


def play(image, script):
    machine = Machine(image, script)
    try:
        execute(image, machine)
    except Fault as fault:
        print 'fault: ' + fault.message


def entry_point(argv):
    if len(argv) < 3:
        print 'usage: adventure STORY SCRIPT'
        return 2
    try:
        action = argv[1]
        if action == 'list' or action == 'size':
            compiler = Compiler(story_of(argv[2]))
            compiler.compile()
            if action == 'list':
                listing(compiler.image.code, compiler.places,
                        compiler.routines)
            else:
                show_sizes(compiler)
        else:
            play(Compiler(story_of(action)).compile(), script_of(argv[2]))
    except StoryError as error:
        print 'line %d: %s' % (error.line, error.message)
    except IOError:
        print 'cannot read the file'
    return 0
