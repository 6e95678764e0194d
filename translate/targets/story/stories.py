"""Stories, and what players type."""

LIBRARY = """
globals points;
attributes closed locked hidden takeable container lit fixed;
filler "the" "a" "an" "to" "my" "please" "then";

verb look "look" "l";
verb examine "examine" "x" "look at" : 1;
verb take "take" "get" "pick up" : 1;
verb drop "drop" : 1;
verb put "put" "drop" : 2 "in" "into" "on";
verb open "open" : 1;
verb unlock "unlock" "open" : 2 "with";
verb close "close" "shut" : 1;
verb light "light" "burn" : 1;
verb inventory "inventory" "i";
verb north "north" "n" "go north";
verb south "south" "s" "go south";
verb east "east" "e" "go east";
verb west "west" "w" "go west";
verb down "down" "d" "go down";
verb up "up" "u" "go up" "climb";
verb wait "wait" "z";
verb undoing "undo";
verb ending "quit" "q";
verb score "score";

routine perform(what, one, two) {
    let r = 0;
    if (one) {
        r = handler(one, what);
        if (r) { if (call(r, one, two)) { return; } }
    }
    if (two) {
        r = handler(two, what);
        if (r) { if (call(r, two, one)) { return; } }
    }
    r = handler(parent(player), what);
    if (r) { if (call(r, parent(player), one)) { return; } }
    call(default(what), one, two);
}

routine main() {
    begin();
    mark();
    while (!over && read()) {
        perform(action, first, second);
        if (action >= 0) { each_turn(); mark(); }
        action = 0;
    }
    if (over) { say "The end, with ", number points, " points."; }
}

routine is_light() {
    if (parent(player) has lit) { return 1; }
    return shines(player) || shines(parent(player));
}

routine shines(place) {
    let it = child(place);
    while (it) {
        if (it has lit) { return 1; }
        if (!(it has closed) && it != player && shines(it)) { return 1; }
        it = sibling(it);
    }
    return 0;
}

routine look() {
    let place = parent(player);
    if (!is_light()) { say "It is dark."; return; }
    say title place;
    say text place.description;
    list(place, "There is a ");
}

routine list(place, before) {
    let it = child(place);
    while (it) {
        if (it != player && !(it has hidden) && !(it has fixed)) {
            say text before, title it, ".";
            if (it has container && !(it has closed)) {
                list(it, "In it is a ");
            }
        }
        it = sibling(it);
    }
}

routine examine(it) {
    if (it.description) { say text it.description; }
    else { say "You see nothing special about the ", title it, "."; }
    if (it has container) {
        if (it has closed) { say "It is closed."; }
        else { list(it, "In it is a "); }
    }
}

routine take(it) {
    if (it in player) { say "You have it already."; }
    else if (!(it has takeable)) { say "You cannot take that."; }
    else { move it to player; say "Taken."; }
}

routine drop(it) {
    if (parent(it) != player) { say "You do not have it."; }
    else { move it to parent(player); say "Dropped."; }
}

routine put(it, place) {
    if (!(it in player)) { say "You do not have the ", title it, "."; }
    else if (!(place has container)) { say "Nothing goes in there."; }
    else if (place has closed) { say "The ", title place, " is closed."; }
    else if (it == place || place in it) { say "It does not fit in itself."; }
    else { move it to place; say "Done."; }
}

routine open(it) {
    if (!(it has closed)) { say "It is not closed."; }
    else if (it has locked) { say "It is locked."; }
    else { remove it closed; say "Opened."; list(it, "In it is a "); }
}

routine unlock(it, with_what) {
    if (!(it has locked)) { say "It is not locked."; }
    else if (it.key != with_what) { say "The ", title with_what, " does not fit."; }
    else { remove it locked; say "The lock clicks."; open(it); }
}

routine close(it) {
    if (it has container && !(it has closed)) { give it closed; say "Closed."; }
    else { say "You cannot close that."; }
}

routine light(it) {
    if (!it.burns) { say "It does not burn."; }
    else if (it has lit) { say "It burns already."; }
    else { give it lit; say "The ", title it, " burns."; look(); }
}

routine inventory() {
    if (child(player)) { list(player, "You have a "); }
    else { say "You have nothing."; }
}

routine go(where) {
    if (!where) { say "There is no way."; return; }
    move player to where;
    look();
}
routine north() { go(parent(player).n); }
routine south() { go(parent(player).s); }
routine east() { go(parent(player).e); }
routine west() { go(parent(player).w); }
routine down() { go(parent(player).d); }
routine up() { go(parent(player).u); }
routine wait() { say "Time passes."; }
routine score() { say "You have ", number points, " points."; }
routine ending() { over = 1; say "You give up."; }
routine undoing() {
    if (undo()) { say "Undone."; action = -1; mark(); look(); }
    else { say "There is nothing to undo."; }
}
"""

CAVE = LIBRARY + """
globals oil;
object player "yourself" in meadow { words me myself; is fixed; }
object nothing "nothing" { }

object meadow "A meadow" { is lit;
    description "Grass, as far as you see. A shaft leads down.";
    d shaft; e well; }
object well "A well" { is lit; w meadow;
    description "An old well with a roof.";
    on take { if (other == bucket) { say "It hangs on a chain."; return 1; }
              return 0; } }
object bucket "bucket" in well { words bucket; is container;
    description "A wooden bucket." ; }
object iron "small key" in bucket { words small iron key; is takeable; }
object lamp "brass lamp" in meadow { words brass lamp lantern; is takeable;
    burns 1; description "A lamp with some oil.";
    on light { if (oil < 1) { say "There is no oil left."; return 1; }
               return 0; } }
object shaft "A shaft" { u meadow; n hall; is lit;
    description "A narrow shaft. It gets darker in the north."; }
object hall "A hall" { s shaft; e vault;
    description "Your steps echo. A gate is in the east.";
    on east { if (gate has closed) { say "The gate is closed."; return 1; }
              return 0; } }
object gate "rusty gate" in hall { words rusty gate; is closed locked fixed;
    key rust; description "Iron bars."; }
object rust "rusty key" in hall { words rusty key; is takeable; }
object troll "troll" in hall { words troll; is fixed;
    description "A troll, fast asleep.";
    on take { say "It grumbles."; points = points - 1; return 1; }
    on light { say "It wakes up, and that is the end of you."; over = 1; return 1; } }
object vault "A vault" { w hall;
    description "Stone walls.";
    on drop { if (!is_light()) { say "You do not find a place."; return 1; }
              return 0; } }
object chest "chest" in vault { words old chest; is container closed locked;
    key iron; description "An old chest.";
    on open { if (self has locked) { say "It needs a key."; return 1; }
              points = points + 5; return 0; } }
object crown "golden crown" in chest { words golden crown; is takeable;
    on take { if (!(self in player)) { points = points + 10; } return 0; } }

routine begin() { oil = 12; say "THE CAVE"; look(); }
routine each_turn() {
    if (lamp has lit) {
        oil = oil - 1;
        if (oil == 2) { say "The lamp flickers."; }
        if (oil < 1) { remove lamp lit; say "The lamp goes out."; }
    }
    if (crown in player && parent(player) == meadow) {
        say "You are rich."; points = points + 20; over = 1;
    }
}
"""

HANOI = LIBRARY + """
globals moves;
verb solve "solve";
verb count "moves";
object player "yourself" in room { is fixed; }
object room "A room with three pegs" { is lit;
    description "Disks lie on pegs. Who moves them all?"; }
object left "left peg" in room { words left peg; is container; }
object middle "middle peg" in room { words middle peg; is container; }
object right "right peg" in room { words right peg; is container; }
object large "large disk" in left { words large disk; is takeable; size 3; }
object medium "medium disk" in left { words medium disk; is takeable; size 2; }
object small "small disk" in left { words small disk; is takeable; size 1; }

routine top(peg) {
    let it = child(peg);
    let best = 0;
    while (it) {
        if (!best || it.size < best.size) { best = it; }
        it = sibling(it);
    }
    return best;
}
routine shift(from, onto) {
    let disk = top(from);
    if (top(onto) && top(onto).size < disk.size) {
        say "The ", title disk, " is too large."; return 0;
    }
    move disk to onto;
    moves = moves + 1;
    return 1;
}
routine tower(n, from, onto, over_it) {
    if (n) {
        tower(n - 1, from, over_it, onto);
        print title top(from), " to ";
        say title onto;
        shift(from, onto);
        tower(n - 1, over_it, onto, from);
    }
}
routine solve() { tower(3, left, right, middle); look(); }
routine count() { say number moves; }
routine begin() { look(); }
routine each_turn() { }
"""

COUNTING = LIBRARY + """
globals total;
verb number "count" "sum";
object player "yourself" in nowhere { is fixed; }
object nowhere "Nowhere" { is lit; description "Only numbers.";
    on take { return 1 / 0; } }
object sheep "sheep" in nowhere { words black white sheep; counted 0; }
routine number() {
    let i = 0;
    while (i < 20000) {
        if (i % 3 == 0 || i % 5 == 0) { total = total + i; }
        i = i + 1;
    }
    say number total;
    i = 0;
    while (sheep.counted < 300) {
        sheep.counted = sheep.counted + collatz(sheep.counted + 1);
        i = i + 1;
    }
    say number sheep.counted, " after ", number i, ", ", number random(6);
}
routine collatz(n) {
    let steps = 0;
    while (n != 1) {
        if (n % 2) { n = 3 * n + 1; } else { n = n / 2; }
        steps = steps + 1;
    }
    return steps + 1;
}
routine deep(n) { return deep(n + 1) + 1; }
routine begin() { }
routine each_turn() { if (action == 0) { points = points + 1; } }
routine odd() { return nowhere.total.size; }
"""

STORIES = {
    'cave': CAVE, 'hanoi': HANOI, 'counting': COUNTING,
    'deep': COUNTING.replace('routine begin() { }',
                             'routine begin() { deep(1); }'),
    'inside': COUNTING.replace('routine begin() { }',
                               'routine begin() { move nowhere to sheep; }'),
    'object': COUNTING.replace('routine begin() { }',
                               'routine begin() { say title 77; }'),
    'loop': 'globals n total;\n'
            'object player "you" { }\n'
            'routine main() {\n'
            '    while (n < 30000) { total = total + n * 3; n = n + 1; }\n'
            '    say number total;\n'
            '}\n',
    'tiny': 'globals n;\n'
            'object player "you" { weight 70; }\n'
            'routine main() {\n'
            '    while (n < 3) { n = n + 1; say "Round ", number n; }\n'
            '    player.weight = player.weight / 2;\n'
            '    say title player, " ", number player.weight;\n'
            '}\n',
    'missing': 'object player "you" { }\n'
               'routine main() {\n    missing();\n}\n',
    'assign': 'routine main() {\n    1 + 2 = 3;\n}\n',
    'syntax': 'object lamp "lamp" in {\n}\n',
    'open': 'routine main() { say "endless; }\n',
    'twice': 'object a "a" { }\nobject a "b" { }\n',
}

SCRIPTS = {
    'win': ['take the lamp', 'x it', 'east', 'take bucket', 'look at bucket',
            'take key', 'west', 'down', 'n', 'light lamp', 'take rusty',
            'key', 'open gate', 'unlock it with key', 'rusty', 'e',
            'open chest', 'unlock chest with small key', 'take crown',
            'inventory', 'w', 'score', 's', 'u'],
    'words': ['frobnicate', 'lamp', 'take', 'the brass one', 'lamp',
              'drop all', 'take all', 'put lamp', 'in lamp', 'x gate',
              'look here now', '', 'please take the lamp', 'undo', 'i',
              'close lamp', 'up', 'take me', 'quit', 'look'],
    'dark': ['d', 'n', 'l', 'take troll', 'light troll'],
    'solve': ['solve', 'moves', 'take peg', 'left', 'put all in right peg',
              'take small', 'put it on middle peg', 'x middle peg', 'undo',
              'undo', 'x right peg'],
    'sums': ['count', 'x white sheep', 'take black', 'look'],
}
