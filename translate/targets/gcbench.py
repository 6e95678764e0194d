"""Trees built top down and bottom up, beside data that lives long.

After John Ellis and Pete Kovac's test of collectors: trees of growing depth
are made and dropped while one tree and one array stay.
"""

CHECKS = [(['8'], '''stretch 1023
long-lived 511 and 2000
depth 2: 146 trees of 7 nodes, both ways
depth 4: 33 trees of 31 nodes, both ways
depth 6: 8 trees of 127 nodes, both ways
depth 8: 2 trees of 511 nodes, both ways
still 511 and 500.0
''')]


class Node(object):
    left = None
    right = None

    def __init__(self, left, right):
        self.left = left
        self.right = right


def tree_size(depth):
    return (1 << (depth + 1)) - 1


def populate(depth, node):
    """Builds the tree below a node, from the top."""
    if depth <= 0:
        return
    depth -= 1
    node.left = Node(None, None)
    node.right = Node(None, None)
    populate(depth, node.left)
    populate(depth, node.right)


def make_tree(depth):
    """Builds a tree from the bottom."""
    if depth <= 0:
        return Node(None, None)
    return Node(make_tree(depth - 1), make_tree(depth - 1))


def count(node):
    if node is None:
        return 0
    return 1 + count(node.left) + count(node.right)


def time_construction(depth, most):
    iterations = tree_size(most + 1) // tree_size(depth)
    nodes = tree_size(depth)
    for _ in range(iterations):
        root = Node(None, None)
        populate(depth, root)
        if count(root) != nodes:
            print 'wrong size'
        root = make_tree(depth)
        if count(root) != nodes:
            print 'wrong size'
    print 'depth %d: %d trees of %d nodes, both ways' % (depth, iterations,
                                                         nodes)


def entry_point(argv):
    most = 14
    if len(argv) > 1:
        most = int(argv[1])
    print 'stretch', count(make_tree(most + 1))
    long_lived = Node(None, None)
    populate(most, long_lived)
    array = [0.0] * 2000
    for i in range(2000):
        array[i] = i * 0.5 + 999.0 / (i + 1)
    print 'long-lived', count(long_lived), 'and', len(array)
    depth = 2
    while depth <= most:
        time_construction(depth, most)
        depth += 2
    print 'still', count(long_lived), 'and', array[998]
    return 0
