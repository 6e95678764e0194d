"""Bodies that fall, collide, slide and swing: rigid_bodies SCENE.

Circles and convex polygons with friction and bounces, rods, ropes, springs,
and particles with links. Each scene of physics.scenes is an experiment that
prints what laws of physics foretell beside what happened. See the package
physics.
"""

from targets.physics.scenes import SCENES, show

CHECKS = [
    (['fall'],
     'hits after 2.01 s, bounces to 5.0\n'
     'rests at 0.000 0.498 asleep\n'),
    (['stack'],
     'top -0.000 4.499 0 awake\n'
     '................................................\n'
     '................................................\n'
     '.....................pppppp.....................\n'
     '.....................pppppp.....................\n'
     '.....................pppppp.....................\n'
     '..................nnnnnnoooooo..................\n'
     '..................nnnnnnoooooo..................\n'
     '..................nnnnnnoooooo..................\n'
     '..............kkkkkk.llllll.mmmmmm..............\n'
     '..............kkkkkk.llllll.mmmmmm..............\n'
     '..............kkkkkk.llllll.mmmmmm..j...........\n'
     '...........gggggg.hhhhhhiiiiii.jjjjjj...........\n'
     '...........gggggg.hhhhhhiiiiii.jjjjjj...........\n'
     '...........gggggg.hhhhhhiiiiii.jjjjj............\n'
     '........bbbbbbcccccc.dddddd.eeeeeeffffff........\n'
     '........bbbbbbcccccc.dddddd.eeeeeeffffff........\n'
     '########bbbbbbcccccc#dddddd#eeeeeeffffff########\n'
     '################################################\n'
     'top after a hit 0.883 2.498 13 awake\n'
     '............................................................\n'
     '............................................................\n'
     '............................................................\n'
     '............................................................\n'
     '............................................................\n'
     '............................................................\n'
     '............................................................\n'
     '..........................pp................................\n'
     '..........................pppppp............................\n'
     '..........................pppppp............................\n'
     '............................pppp........jj..................\n'
     '...............gggggg.hhhhhh.iiiiii....jjjjjj...............\n'
     '...............gggggg..hhhhhhiiiiii...jjjjjjj...............\n'
     '...............gggggg..hhhhhhiiiiii.....jjjj..........QQQQQ.\n'
     '.......bbbbbb..ccccccdddddd.eeeeeeffffff.............QQQQQQQ\n'
     '.......bbbbbb..ccccccdddddd.eeeeeeffffff.............QQQQQQQ\n'
     '#######bbbbbb##ccccccdddddd#eeeeeeffffff################Q###\n'
     '############################################################\n'),
    (['cradle'],
     'swing 0: left 1.92, right 1.91\n'
     'swing 1: left 1.90, right 1.92\n'
     'swing 2: left 1.91, right 1.87\n'
     'swing 3: left 1.82, right 1.91\n'),
    (['pendulum'],
     'period 2.84, by the law 2.84\nenergy -0.770, then -0.770\n'),
    (['ramp'],
     '20: moved 0.00, by the law 0.00\n'
     '30: moved 0.00, by the law 0.00\n'
     '45: moved 1.22, by the law 1.17\n'
     '60: moved 3.96, by the law 3.94\n'),
    (['gas'],
     'energy changed by 0.1 percent\n'
     '36 of 36 inside, fewer tests than all pairs: yes\n'),
    (['collision'],
     'light -4.000, heavy 1.000\nmomentum 0.000, energy 2.500\n'
     'bar 0.649, spin -0.719, momentum 1.963 of 1.963\n'),
    (['dominoes'],
     'the last falls after 1.9 s\n'
     '.......................................................'
     '...............\n'
     '.......................................................'
     '...............\n'
     '.......................................................'
     '...............\n'
     '.......................................................'
     '...............\n'
     '.......................................................'
     '...............\n'
     '............cccccccddddddeeeeeeffffffgggggghhhhhhhh....'
     '...............\n'
     'bbbbbbbbbb######################################iiiiiii'
     'iii##jjjjjjjjjj\n'
     '#######################################################'
     '###############\n'),
    (['shapes'],
     'lowest overlap is small: yes\n'
     '................................................\n'
     '................................................\n'
     '................................................\n'
     '.......................JJJJJJ...................\n'
     '...............llllll..JJJJJJkkkk...............\n'
     '......mm......lllllll....JJ.kkkkkk...NNNNN......\n'
     '###mmmmm..iiii.lllll.gggggg.kkkkkk..NNNNNN...###\n'
     '..#####m.iiiii.FFFF..gggggg..eeee.hhhhNNN#####..\n'
     '.....#####iii.FFFFFF.ggggg..eeeeeehhhh#####.....\n'
     '.........#####FFFFFccc..ddddeeeeee#####.........\n'
     '.............#####cccc.dddddd.#####.............\n'
     '................#####c..ddd#####................\n'),
    (['springs'], 'lowest -2.99\nrests at -2.56, by the law -2.56\n'),
    (['net'],
     'lowest 1.26 -3.11, 110 links\n'
     '............+...................+..+............\n'
     '................+...+...+...+..........+........\n'
     '............+...................+..+............\n'
     '................+...+...+...+...................\n'
     '............+.......+...........+...+..+........\n'
     '................+...+...+...+...+...............\n'
     '...........+..++..+...+AAA+.....................\n'
     '...................AAAAAAAAAA...................\n'
     '..............+...+AAAAAAAAAAA..................\n'
     '..................AAAAAAAAAAAA..................\n'
     '..................AAAAAAAAAAAA..................\n'
     '...................AAAAAAAAAA...................\n'
     '.....................AAAAAA.....................\n'
     '................................................\n'
     '................................................\n'
     '................................................\ntorn\n'),
    (['soft'], 'centre 0.07 0.96\nlowest 0.00, 36 links\n'),
    (['nothing'], 'no scene nothing\n'),
]


def entry_point(argv):
    if len(argv) < 2:
        print 'usage: rigid_bodies SCENE: ' + ', '.join(SCENES)
        return 2
    if not show(argv[1]):
        print 'no scene', argv[1]
    return 0
