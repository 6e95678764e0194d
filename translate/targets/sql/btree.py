"""B-trees: sorted keys, each of some values and the number of a row.

A node has at least DEGREE - 1 keys (but for the root) and at most twice
DEGREE - 1; keys of inner nodes lie between those of the children.
"""

from targets.sql.values import compare_rows

DEGREE = 8
MOST = 2 * DEGREE - 1


class Key(object):
    def __init__(self, values, row):
        self.values = values
        self.row = row


def compare_keys(first, second):
    result = compare_rows(first.values, second.values, len(first.values))
    if result == 0:
        if first.row < second.row:
            return -1
        if first.row > second.row:
            return 1
    return result


class Node(object):
    def __init__(self):
        self.keys = []
        self.children = []

    def is_leaf(self):
        return len(self.children) == 0

    def find(self, key):
        """The number of the first key that is not less."""
        low = 0
        high = len(self.keys)
        while low < high:
            middle = (low + high) // 2
            if compare_keys(self.keys[middle], key) < 0:
                low = middle + 1
            else:
                high = middle
        return low

    def has_at(self, at, key):
        return at < len(self.keys) and compare_keys(self.keys[at], key) == 0

    def split_child(self, at):
        """Parts a full child in two; its middle key comes here."""
        left = self.children[at]
        right = Node()
        right.keys = left.keys[DEGREE:]
        if not left.is_leaf():
            right.children = left.children[DEGREE:]
            left.children = left.children[:DEGREE]
        self.keys.insert(at, left.keys[DEGREE - 1])
        left.keys = left.keys[:DEGREE - 1]
        self.children.insert(at + 1, right)

    # -- deleting ----------------------------------------------------------

    def delete(self, key):
        """Deletes a key; this node has DEGREE keys, or is the root."""
        at = self.find(key)
        if self.is_leaf():
            if self.has_at(at, key):
                del self.keys[at]
            return
        if self.has_at(at, key):
            self.delete_inner(at, key)
            return
        at = self.fill(at)
        self.children[at].delete(key)

    def delete_inner(self, at, key):
        """Its place is taken by the one before or after it."""
        left = self.children[at]
        right = self.children[at + 1]
        if len(left.keys) >= DEGREE:
            last = left.last()
            self.keys[at] = last
            left.delete(last)
        elif len(right.keys) >= DEGREE:
            first = right.first()
            self.keys[at] = first
            right.delete(first)
        else:
            self.merge(at)
            left.delete(key)

    def first(self):
        node = self
        while not node.is_leaf():
            node = node.children[0]
        return node.keys[0]

    def last(self):
        node = self
        while not node.is_leaf():
            node = node.children[-1]
        return node.keys[-1]

    def merge(self, at):
        """Makes two children and the key between them one child."""
        left = self.children[at]
        right = self.children.pop(at + 1)
        left.keys.append(self.keys.pop(at))
        left.keys.extend(right.keys)
        left.children.extend(right.children)

    def fill(self, at):
        """Sees to it that a child has DEGREE keys; gives where it is now."""
        child = self.children[at]
        if len(child.keys) >= DEGREE:
            return at
        if at > 0 and len(self.children[at - 1].keys) >= DEGREE:
            left = self.children[at - 1]
            child.keys.insert(0, self.keys[at - 1])
            self.keys[at - 1] = left.keys.pop()
            if not left.is_leaf():
                child.children.insert(0, left.children.pop())
            return at
        if at < len(self.keys) and len(self.children[at + 1].keys) >= DEGREE:
            right = self.children[at + 1]
            child.keys.append(self.keys[at])
            self.keys[at] = right.keys.pop(0)
            if not right.is_leaf():
                child.children.append(right.children.pop(0))
            return at
        if at == len(self.keys):
            at -= 1
        self.merge(at)
        return at


class Tree(object):
    def __init__(self):
        self.root = Node()
        self.size = 0

    def insert(self, key):
        self.size += 1
        root = self.root
        if len(root.keys) == MOST:
            self.root = Node()
            self.root.children.append(root)
            self.root.split_child(0)
        node = self.root
        while not node.is_leaf():
            at = node.find(key)
            if len(node.children[at].keys) == MOST:
                node.split_child(at)
                if compare_keys(node.keys[at], key) < 0:
                    at += 1
            node = node.children[at]
        node.keys.insert(node.find(key), key)

    def delete(self, key):
        self.size -= 1
        self.root.delete(key)
        if len(self.root.keys) == 0 and not self.root.is_leaf():
            self.root = self.root.children[0]

    def depth(self):
        depth = 1
        node = self.root
        while not node.is_leaf():
            node = node.children[0]
            depth += 1
        return depth

    def first_after(self, values, is_inclusive):
        """A cursor before the keys that are not less than some values."""
        return Cursor(self.root, values, is_inclusive)


class Cursor(object):
    """Goes through the keys in order. The tree must not change meanwhile."""

    def __init__(self, root, values, is_inclusive):
        self.nodes = []
        self.places = []
        node = root
        while True:
            at = lower_bound(node, values, is_inclusive)
            self.nodes.append(node)
            self.places.append(at)
            if node.is_leaf():
                break
            node = node.children[at]

    def next(self):
        """The next key, or None at the end."""
        while len(self.nodes) > 0:
            node = self.nodes[-1]
            at = self.places[-1]
            if at < len(node.keys):
                self.places[-1] = at + 1
                if not node.is_leaf():
                    self.go_down(node.children[at + 1])
                return node.keys[at]
            self.nodes.pop()
            self.places.pop()
        return None

    def go_down(self, node):
        while True:
            self.nodes.append(node)
            self.places.append(0)
            if node.is_leaf():
                return
            node = node.children[0]


def lower_bound(node, values, is_inclusive):
    """The first key whose beginning is not less (or is greater)."""
    low = 0
    high = len(node.keys)
    while low < high:
        middle = (low + high) // 2
        result = compare_rows(node.keys[middle].values, values, len(values))
        if result < 0 or (result == 0 and not is_inclusive):
            low = middle + 1
        else:
            high = middle
    return low
