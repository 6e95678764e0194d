"""A database in memory: database_tool SCRIPT | file NAME | do STATEMENTS.

Tables with types and constraints, B-tree indexes, joins, groups, unions,
transactions. See the package sql.
"""

from library.core import read_file
from targets.sql.database import Database
from targets.sql.scripts import ERRORS, SCRIPTS

CHECKS = [
    (['joins'],
     'table author\n'
     'table book\n'
     '4 rows inserted\n'
     '5 rows inserted\n'
     '1 row inserted\n'
     'id|name     |born\n'
     ' 1|Austen   |1775\n'
     ' 2|Bronte   |1816\n'
     ' 3|Carroll  |1832\n'
     ' 4|Anonymous|NULL\n'
     'title     |name   |age\n'
     'Sylvie    |Carroll| 57\n'
     'Persuasion|Austen | 42\n'
     'Alice     |Carroll| 33\n'
     'Jane Eyre |Bronte | 31\n'
     'name     |title     \n'
     'Anonymous|NULL      \n'
     'Austen   |Emma      \n'
     'Austen   |Persuasion\n'
     'Bronte   |Jane Eyre \n'
     'Carroll  |Alice     \n'
     'Carroll  |Sylvie    \n'
     'title|title     \n'
     'Emma |Persuasion\n'
     'Alice|Sylvie    \n'
     'title     \n'
     'Beowulf   \n'
     'Emma      \n'
     'Persuasion\n'
     'author\n'
     '     3\n'
     '     2\n'
     '     1\n'
     'name   \n'
     'Austen \n'
     'Bronte \n'
     'Carroll\n'
     'name     \n'
     'Carroll  \n'
     'Anonymous\n'
     'title     |class\n'
     'Emma      |cheap\n'
     'Persuasion|fair \n'
     'Sylvie    |fair \n'
     "upper(name) || '!'|length(name)|substr(name, 2, 3)\n"
     'BRONTE!           |           6|ron               \n'
     'CARROLL!          |           7|arr               \n'
     "1 + 2 * 3|7 / 2|- 7 / 2|- 7 % 3|7.0000 / 2|1 / 0|'a' ||"
     " 1|NULL + 1|not 0|2 > 1 and NULL\n"
     '        7|    3|     -3|     -1|    3.5000|NULL |a1    '
     '  |NULL    |    1|NULL          \n'),
    (['groups'],
     'table author\n'
     'table book\n'
     '4 rows inserted\n'
     '5 rows inserted\n'
     '1 row inserted\n'
     'count(*)|count(author)|sum(price)|avg(year)|min(title)|'
     'max(price)\n'
     '       6|            5|   55.0000|1705.5000|Alice     |'
     '   12.0000\n'
     'author|books|total  \n'
     '     1|    2|15.7500\n'
     '     3|    2|16.2500\n'
     'NULL  |    1|12.0000\n'
     '     2|    1|11.0000\n'
     'name     |books\n'
     'Anonymous|    0\n'
     'Bronte   |    1\n'
     'count(distinct author)|max(year) - min(year)\n'
     '                     0|NULL                 \n'
     'century|count(*)|round(avg(price), 1)\n'
     '     11|       1|             12.0000\n'
     '     19|       5|              8.6000\n'
     'title    \n'
     'Alice    \n'
     'Anonymous\n'
     'Austen   \n'
     'Beowulf  \n'
     '1\n'
     '1\n'
     '1\n'
     '2\n'
     'author\n'
     'NULL  \n'
     '     1\n'
     '     2\n'
     '     3\n'
     '     4\n'
     'coalesce(born, 0)|nullif(id, 2)|abs(- 2.5000)|abs(0 - id)\n'
     '             1775|            1|       2.5000|          1\n'
     '             1816|NULL         |       2.5000|          2\n'
     '             1832|            3|       2.5000|          3\n'
     '                0|            4|       2.5000|          4\n'),
    (['changes'],
     'table author\n'
     'table book\n'
     '4 rows inserted\n'
     '5 rows inserted\n'
     '1 row inserted\n'
     '2 rows updated\n'
     'id|price  |year\n'
     ' 1|15.0000|1816\n'
     ' 2|16.5000|1818\n'
     '1 row deleted\n'
     'begin\n'
     '5 rows deleted\n'
     '1 row inserted\n'
     'count(*)\n'
     '       1\n'
     'rollback\n'
     'count(*)|sum(id)\n'
     '       5|     16\n'
     'error: id must be unique\n'
     'error: name must not be null\n'
     'error: name must not be null\n'
     'error: born needs a number, not unknown\n'
     'error: id must be unique\n'
     'id|name     |born\n'
     ' 4|Anonymous|NULL\n'
     '4 rows updated\n'
     'max(id)|min(id)\n'
     '     14|     11\n'
     'index by_year, 1 deep\n'
     'error: author must be unique\n'
     '3 rows inserted\n'
     'id |title        \n'
     '101|Emma II      \n'
     '102|Persuasion II\n'
     '103|Jane Eyre II \n'
     'dropped by_year\n'
     'dropped book\n'
     'error: no table book\n'
     'error: no transaction\n'),
    (['indexes'],
     'table n\n'
     '1 row inserted\n'
     '1 row inserted\n'
     '2 rows inserted\n'
     '4 rows inserted\n'
     '8 rows inserted\n'
     '16 rows inserted\n'
     '32 rows inserted\n'
     '64 rows inserted\n'
     '128 rows inserted\n'
     '256 rows inserted\n'
     '512 rows inserted\n'
     'index by_b, 3 deep\n'
     'count(*)|sum(a)\n'
     '    1024|523776\n'
     'a  \n'
     ' 23\n'
     '140\n'
     '153\n'
     '166\n'
     '179\n'
     'a   |b \n'
     '   0| 0\n'
     '   1| 7\n'
     '1020| 3\n'
     '1021|10\n'
     '1022| 4\n'
     '1023|11\n'
     'count(*)\n'
     '     100\n'
     'count(*)\n'
     '     157\n'
     'count(*)\n'
     '      33\n'
     '342 rows deleted\n'
     'count(*)|sum(a)\n'
     '       8|   120\n'
     'count(*)\n'
     '      52\n'
     '52 rows updated\n'
     'count(*)|min(b)|max(b)\n'
     '     156|    11|   105\n'
     '524 rows deleted\n'
     'b|c|count(*)\n'
     '0|x|      30\n'
     '0|y|       8\n'
     '0|z|      14\n'
     '1|x|      30\n'
     '1|y|       8\n'
     '1|z|      15\n'
     '2|x|      29\n'
     '2|y|       8\n'
     '2|z|      16\n'
     '158 rows deleted\n'
     'count(*)\n'
     '       0\n'
     '1 row inserted\n'
     'a|b|c    \n'
     '3|1|again\n'),
    (['explain'],
     'table n\n'
     '1 row inserted\n'
     '1 row inserted\n'
     '2 rows inserted\n'
     '4 rows inserted\n'
     '8 rows inserted\n'
     '16 rows inserted\n'
     '32 rows inserted\n'
     '64 rows inserted\n'
     '128 rows inserted\n'
     '256 rows inserted\n'
     '512 rows inserted\n'
     'index by_b, 3 deep\n'
     'search n by n_a, a = 5\n'
     'filter a < 9\n'
     "  search n by by_b, b = 5, c > 'x'\n"
     'limit 3\n'
     '  sort by c desc\n'
     '    search n by by_b, b > 5\n'
     "filter c = 'x'\n"
     '  scan n\n'
     'loop\n'
     "  filter x.c = 'z'\n"
     '    scan n\n'
     '  search n by n_a, a = x.b\n'
     'hash on x.c = y.c and x.b + 1 = y.b + 2\n'
     '  scan n\n'
     '  scan n\n'
     'distinct\n'
     '  loop on x.b < y.b + 1\n'
     '    scan n\n'
     '    scan n\n'
     'filter count(*) > 1\n'
     '  group by b\n'
     '    search n by n_a, a >= 3\n'
     'filter y.a is null\n'
     '  outer loop\n'
     '    scan n\n'
     "    search n by by_b, b = x.a, c = 'x'\n"
     'distinct\n'
     '  union\n'
     '    scan n\n'
     '    scan n\n'
     'one row\n'
     'count(*)\n'
     '     292\n'
     'count(*)\n'
     '    1027\n'
     'count(*)\n'
     '    1011\n'),
    (['nulls'],
     'table t\n'
     'index by_a, 1 deep\n'
     '5 rows inserted\n'
     'a   |b   \n'
     'NULL|NULL\n'
     'NULL|none\n'
     '   1|one \n'
     '   2|two \n'
     '   3|NULL\n'
     'count(*)\n'
     '       0\n'
     'count(*)\n'
     '       2\n'
     'count(*)\n'
     '       1\n'
     'count(*)\n'
     '       1\n'
     'count(*)\n'
     '       0\n'
     'count(*)\n'
     '       3\n'
     'b   |a is null|not a is null\n'
     'NULL|        0|            1\n'
     'NULL|        1|            0\n'
     'sum(a)|avg(a)|count(a)|count(*)|min(b)\n'
     'NULL  |NULL  |       0|       2|none  \n'
     "'it's'|a\n"
     "it's  |3\n"),
    (['errors'],
     'selekt 1: error: expected a statement, found selekt\n'
     "select 'open: error: a quote is not closed\n"
     'select a from missing: error: no table missing\n'
     'select # 1: error: unexpected #\n'
     'create table t (a integer, a text): error: column a twice\n'
     'create table t (a blob): error: no type blob\n'
     'create table t (a integer); select b from t: error: no column b\n'
     'create table t (a integer); select t.a, t.b from t: err'
     'or: no column t.b\n'
     'create table t (a integer); select a from t, t: error: '
     'table t twice\n'
     'create table t (a integer); select a from t x, t y: err'
     'or: ambiguous column a\n'
     'create table t (a integer); insert into t values (1, 2)'
     ': error: 2 values for 1 columns\n'
     'create table t (a integer); insert into t (b) values (1'
     '): error: table t has no column b\n'
     'create table t (a integer); create index i on t (b): er'
     'ror: table t has no column b\n'
     'create table t (a integer); select a from t order by 2:'
     ' error: no column 2\n'
     'create table t (a integer); select a from t group by su'
     'm(a): error: an aggregate in group by\n'
     'select 1 union select 1, 2: error: queries of different widths\n'
     'select length(): error: wrong number of arguments of length\n'
     'select frob(1): error: no function frob\n'
     'select 1 in (select 1, 2): error: a subquery of one col'
     'umn is needed\n'
     'drop index i: error: no index i\n'
     'commit: error: no transaction\n'
     'begin; begin: error: a transaction is open\n'
     'begin; create table t (a integer): error: not within a '
     'transaction\n'
     'select 1 not 2: error: expected like, between or in, found 2\n'
     'select x.*: error: no table x\n'
     'select 1 from: error: expected a name, found the end\n'
     'create table select (a integer): error: expected a name'
     ', found select\n'
     'select (1: error: expected ), found the end\n'),
    (['do', 'select 6 * 7 as answer'],
     'answer\n'
     '    42\n'),
    (['do', 'create table t (a integer); insert into t values (2), (1); select * from t order by a -- done'],
     'table t\n'
     '2 rows inserted\n'
     'a\n'
     '1\n'
     '2\n'),
    (['file', 'missing'],
     'cannot read missing\n'
     'status 1 '),
    (['what'],
     'no script what\n'
     'status 1 '),
]


def show(result):
    """A table with columns as wide as their values need."""
    if result.message:
        print result.message
        return
    widths = [len(name) for name in result.names]
    for row in result.rows:
        for i in range(len(row)):
            widths[i] = max(widths[i], len(row[i].text()))
    line = []
    for i in range(len(widths)):
        line.append(padded(result.names[i], widths[i], False))
    print '|'.join(line)
    for row in result.rows:
        line = []
        for i in range(len(row)):
            line.append(padded(row[i].text(), widths[i], row[i].is_number()))
        print '|'.join(line)


def padded(text, width, is_right):
    fill = ' ' * (width - len(text))
    return fill + text if is_right else text + fill


def run(text):
    for result in Database().run(text):
        show(result)


def entry_point(argv):
    if len(argv) < 2:
        print 'usage: database_tool SCRIPT | file NAME | do STATEMENTS'
        return 2
    if argv[1] == 'errors':
        for text in ERRORS:
            results = Database().run(text)
            print '%s: %s' % (text, results[-1].message)
    elif argv[1] == 'do' and len(argv) > 2:
        run(argv[2])
    elif argv[1] == 'file' and len(argv) > 2:
        try:
            run(read_file(argv[2]))
        except IOError:
            print 'cannot read', argv[2]
            return 1
    elif argv[1] in SCRIPTS:
        run(SCRIPTS[argv[1]])
    else:
        print 'no script', argv[1]
        return 1
    return 0
