"""From a query to a plan: which index serves, and how tables are joined.

Conditions are parted at each `and`. What concerns one table only is asked of
its rows; an equality with the tables before makes a search in an index, or a
hash join.
"""

from targets.sql.expressions import Binary, Column, Literal, Scope
from targets.sql.plans import (
    Concatenation, Distinct, Filter, Grouping, HashJoin, IndexScan, Limit,
    LoopJoin, OneRow, Projection, Scan, Sort)
from targets.sql.statements import OrderItem, SelectItem
from targets.sql.values import Integer, SqlError


def split(condition, parts):
    """Parts a condition at each `and`."""
    if isinstance(condition, Binary) and condition.operator == 'and':
        split(condition.left, parts)
        split(condition.right, parts)
    elif condition is not None:
        parts.append(condition)


def conjunction(parts):
    """One condition of several; None if there is none."""
    if len(parts) == 0:
        return None
    result = parts[0]
    for part in parts[1:]:
        result = Binary('and', result, part)
    return result


def turned(operator):
    """The operator when its sides change places."""
    if operator == '<':
        return '>'
    if operator == '>':
        return '<'
    if operator == '<=':
        return '>='
    if operator == '>=':
        return '<='
    return operator


class Restriction(object):
    """column operator value, where the value is known before."""

    def __init__(self, place, operator, value, condition):
        self.place = place
        self.operator = operator
        self.value = value
        self.condition = condition


class TableAccess(object):
    """Chooses how the rows of one table are found."""

    def __init__(self, table, alias, before, conditions):
        self.table = table
        self.own = Scope()
        self.own.add_table(alias, table.column_names())
        self.before = before
        self.conditions = conditions
        self.restrictions = []
        for condition in conditions:
            if isinstance(condition, Binary) and condition.is_comparison():
                self.restrict(condition, condition.left, condition.operator,
                              condition.right)
                self.restrict(condition, condition.right,
                              turned(condition.operator), condition.left)

    def restrict(self, condition, side, operator, value):
        if isinstance(side, Column) and operator != '<>' and \
                side.can_resolve(self.own) and \
                (side.table or not side.can_resolve(self.before)) and \
                value.can_resolve(self.before):
            self.restrictions.append(Restriction(
                self.own.find(side.table, side.name), operator, value,
                condition))

    def find(self, place, operators):
        for restriction in self.restrictions:
            if restriction.place == place and \
                    restriction.operator in operators:
                return restriction
        return None

    def score(self, index):
        """How many columns the index serves; equalities count more."""
        score = 0
        for place in index.places:
            if self.find(place, ['=']) is not None:
                score += 2
                continue
            if self.find(place, ['<', '<=', '>', '>=']) is not None:
                score += 1
            break
        if score > 0 and index.is_unique:
            score += 1
        return score

    def best_index(self):
        best = None
        best_score = 0
        for index in self.table.indexes:
            score = self.score(index)
            if score > best_score:
                best = index
                best_score = score
        return best

    def plan(self):
        """The plan; what it sees to is taken out of the conditions."""
        index = self.best_index()
        if index is None:
            return Scan(self.table)
        equal = []
        used = []
        low = None
        high = None
        for place in index.places:
            restriction = self.find(place, ['='])
            if restriction is None:
                low = self.find(place, ['>', '>='])
                high = self.find(place, ['<', '<='])
                break
            equal.append(restriction.value)
            used.append(restriction.condition)
        plan = IndexScan(self.table, index, equal)
        if low is not None:
            plan.low = low.value
            plan.is_low_inclusive = low.operator == '>='
            used.append(low.condition)
        if high is not None:
            plan.high = high.value
            plan.is_high_inclusive = high.operator == '<='
            used.append(high.condition)
        for condition in used:
            self.conditions.remove(condition)
        for restriction in self.restrictions:
            restriction.value.resolve(self.before)
        return plan


class Planner(object):
    def __init__(self, database):
        self.database = database

    # -- sources -----------------------------------------------------------

    def resolvable(self, conditions, scope):
        """Takes out and gives the conditions that a scope is enough for."""
        found = []
        for condition in conditions[:]:
            if condition.can_resolve(scope):
                conditions.remove(condition)
                found.append(condition)
        return found

    def join_sources(self, query, scope):
        """The plan of FROM and WHERE; fills the scope."""
        conditions = []
        split(query.where, conditions)
        plan = None
        for source in query.sources:
            table = self.database.table(source.table)
            if source.alias in scope.tables:
                raise SqlError('table %s twice' % source.alias)
            own_conditions = []
            split(source.condition, own_conditions)
            if source.is_outer:
                plan = self.join(plan, source, table, scope, own_conditions)
                continue
            conditions.extend(own_conditions)
            following = Scope()
            following.tables = scope.tables[:]
            following.names = scope.names[:]
            following.add_table(source.alias, table.column_names())
            plan = self.join(plan, source, table, scope,
                             self.resolvable(conditions, following))
        if plan is None:
            plan = OneRow()
        rest = conjunction(conditions)
        if rest is not None:
            rest.resolve(scope)
            plan = Filter(plan, rest)
        return plan

    def join(self, left, source, table, scope, conditions):
        """Joins one table to those before; the scope gets its columns."""
        before = Scope()
        before.tables = scope.tables[:]
        before.names = scope.names[:]
        names = table.column_names()
        access = TableAccess(table, source.alias, before, conditions)
        right = access.plan()
        if left is None or not source.is_outer:
            right = self.own_filter(right, access, conditions)
        scope.add_table(source.alias, names)
        if left is None:
            return right
        if isinstance(right, IndexScan) or source.is_outer:
            return self.loop(left, right, len(names), scope, conditions,
                             source.is_outer)
        left_keys = []
        right_keys = []
        for condition in conditions[:]:
            if isinstance(condition, Binary) and condition.operator == '=':
                if condition.left.can_resolve(before) and \
                        condition.right.can_resolve(access.own):
                    left_keys.append(condition.left)
                    right_keys.append(condition.right)
                    conditions.remove(condition)
                elif condition.right.can_resolve(before) and \
                        condition.left.can_resolve(access.own):
                    left_keys.append(condition.right)
                    right_keys.append(condition.left)
                    conditions.remove(condition)
        if len(left_keys) == 0:
            return self.loop(left, right, len(names), scope, conditions,
                             False)
        for key in left_keys:
            key.resolve(before)
        for key in right_keys:
            key.resolve(access.own)
        rest = conjunction(conditions)
        plan = HashJoin(left, right, left_keys, right_keys)
        if rest is None:
            return plan
        rest.resolve(scope)
        return Filter(plan, rest)

    def own_filter(self, plan, access, conditions):
        """Asks of a table's rows what concerns it alone."""
        own = conjunction(self.resolvable(conditions, access.own))
        if own is None:
            return plan
        own.resolve(access.own)
        return Filter(plan, own)

    def loop(self, left, right, width, scope, conditions, is_outer):
        condition = conjunction(conditions)
        if condition is not None:
            condition.resolve(scope)
        return LoopJoin(left, right, width, condition, is_outer)

    # -- queries -----------------------------------------------------------

    def plan(self, query):
        """The plan of a query, and the names of its columns."""
        plan = self.simple(query, query.union is None)
        following = query.union
        is_all = query.is_union_all
        while following is not None:
            other = self.simple(following, True)
            if len(following.items) != len(query.items):
                raise SqlError('queries of different widths')
            plan = Concatenation(plan, other)
            if not is_all:
                plan = Distinct(plan)
            is_all = following.is_union_all
            following = following.union
        if query.union is not None and len(query.order) > 0:
            scope = Scope()
            scope.add_table('', [item.name for item in query.items])
            plan = Sort(plan, self.order_items(query, scope, []))
        if query.limit >= 0:
            plan = Limit(plan, query.limit, query.offset)
        return plan

    def expand(self, query, scope):
        """Replaces each `*` by the columns it stands for."""
        items = []
        for item in query.items:
            if item.expression is not None:
                items.append(item)
                continue
            found = False
            for i in range(len(scope.names)):
                if item.name == '' or scope.tables[i] == item.name:
                    items.append(SelectItem(
                        Column(scope.tables[i], scope.names[i]),
                        scope.names[i]))
                    found = True
            if not found:
                raise SqlError('no table ' + item.name)
        query.items = items

    def order_items(self, query, scope, aggregates):
        """The order; a number or a name may stand for a column selected."""
        items = []
        for item in query.order:
            expression = item.expression
            if isinstance(expression, Literal) and isinstance(
                    expression.value, Integer):
                number = expression.value.integer()
                if not 0 < number <= len(query.items):
                    raise SqlError('no column %d' % number)
                expression = self.selected(query, number - 1, scope)
            elif isinstance(expression, Column) and \
                    not expression.can_resolve(scope):
                for i in range(len(query.items)):
                    if query.items[i].name == expression.name and \
                            expression.table == '':
                        expression = self.selected(query, i, scope)
                        break
            expression.collect(aggregates)
            expression.resolve(scope)
            items.append(OrderItem(expression, item.is_descending))
        return items

    def selected(self, query, number, scope):
        """A column selected: of a union it is one of the scope."""
        if query.union is not None:
            return Column('', scope.names[number])
        return query.items[number].expression

    def simple(self, query, is_ordered):
        """The plan of one SELECT, sorted if the order is its own."""
        scope = Scope()
        plan = self.join_sources(query, scope)
        self.expand(query, scope)
        aggregates = []
        for item in query.items:
            item.expression.collect(aggregates)
            item.expression.resolve(scope)
        having = query.having
        if having is not None:
            having.collect(aggregates)
            having.resolve(scope)
        order = []
        if is_ordered:
            order = self.order_items(query, scope, aggregates)
        for key in query.group:
            key.resolve(scope)
            if key.has_aggregate():
                raise SqlError('an aggregate in group by')
        if len(aggregates) > 0 or len(query.group) > 0:
            width = len(scope.names)
            for i in range(len(aggregates)):
                aggregates[i].place = width + i
            plan = Grouping(plan, query.group, aggregates, width)
        if having is not None:
            plan = Filter(plan, having)
        if len(order) > 0:
            plan = Sort(plan, order)
        plan = Projection(plan, [item.expression for item in query.items])
        if query.is_distinct:
            return Distinct(plan)
        return plan
