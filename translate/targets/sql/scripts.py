"""Scripts for the database."""

LIBRARY = '''
create table author (id integer primary key, name text not null, born integer);
create table book (id integer primary key, title text not null, author integer,
                   year integer, price real default 9.5);
insert into author values (1, 'Austen', 1775), (2, 'Bronte', 1816),
                          (3, 'Carroll', 1832), (4, 'Anonymous', null);
insert into book values (1, 'Emma', 1, 1815, 7.5), (2, 'Persuasion', 1, 1817, 8.25),
    (3, 'Jane Eyre', 2, 1847, 11), (4, 'Alice', 3, 1865, 6.75), (5, 'Beowulf', null, 1000, 12);
insert into book (id, title, author, year) values (6, 'Sylvie', 3, 1889);
'''

JOINS = LIBRARY + '''
select * from author;
select title, name, year - born as age from book join author on author = author.id
    where year > 1816 order by age desc;
select name, title from author a left join book b on b.author = a.id order by name, title;
select b.title, c.title from book b, book c where b.author = c.author and b.id < c.id;
select title from book where author is null or price between 7 and 8.25 order by 1;
select distinct author from book where author is not null order by author desc;
select name from author where id in (select author from book where price > 8) order by name;
select name from author where id not in (1, 2);
select title, case when price < 8 then 'cheap' when price < 10 then 'fair' else 'dear' end as class
    from book order by price limit 3 offset 1;
select upper(name) || '!' , length(name), substr(name, 2, 3) from author where name like '%r%';
select 1 + 2 * 3, 7 / 2, -7 / 2, -7 % 3, 7.0 / 2, 1 / 0, 'a' || 1, null + 1, not 0, 2 > 1 and null;
'''

GROUPS = LIBRARY + '''
select count(*), count(author), sum(price), avg(year), min(title), max(price) from book;
select author, count(*) as books, sum(price) total from book group by author order by books desc, author;
select name, count(b.id) as books from author left join book b on author = author.id
    group by name having count(b.id) < 2 order by name;
select count(distinct author), max(year) - min(year) from book where price > 100;
select year / 100 + 1 as century, count(*), round(avg(price), 1) from book group by year / 100 order by century;
select title from book union select name from author order by title limit 4;
select 1 union all select 1 union all select 2;
select author from book union select id from author order by 1;
select coalesce(born, 0), nullif(id, 2), abs(-2.5), abs(0 - id) from author;
'''

CHANGES = LIBRARY + '''
update book set price = price * 2, year = year + 1 where author = 1;
select id, price, year from book where author = 1;
delete from book where year < 1500;
begin;
delete from book;
insert into book values (9, 'Lost', 1, 1, 1);
select count(*) from book;
rollback;
select count(*), sum(id) from book;
insert into author values (5, 'Dickens', 1812), (1, 'Twice', 1900);
insert into author values (5, null, 1);
insert into author (id) values (6);
insert into author values (7, 'Eliot', 'unknown');
update author set id = 2;
select * from author where id > 3;
update author set id = id + 10;
select max(id), min(id) from author;
create unique index by_year on book (year);
create unique index by_author on book (author);
insert into book select id + 100, title || ' II', author, year + 1000, price from book where id < 4;
select id, title from book where id > 100;
drop index by_year;
drop table book;
select * from book;
commit;
'''

# A table of numbers is made by inserting its own rows again.
NUMBERS = '''
create table n (a integer primary key, b integer, c text);
insert into n values (0, 0, 'x');
insert into n select a + 1, (a + 1) * 7 % 13, 'x' from n;
insert into n select a + 2, (a + 2) * 7 % 13, 'y' from n;
insert into n select a + 4, (a + 4) * 7 % 13, 'z' from n;
insert into n select a + 8, (a + 8) * 7 % 13, 'x' from n;
insert into n select a + 16, (a + 16) * 7 % 13, 'y' from n;
insert into n select a + 32, (a + 32) * 7 % 13, 'z' from n;
insert into n select a + 64, (a + 64) * 7 % 13, 'x' from n;
insert into n select a + 128, (a + 128) * 7 % 13, 'y' from n;
insert into n select a + 256, (a + 256) * 7 % 13, 'z' from n;
insert into n select a + 512, (a + 512) * 7 % 13, 'x' from n;
'''

INDEXES = NUMBERS + '''
create index by_b on n (b, c);
select count(*), sum(a) from n;
select a from n where b = 5 and c = 'y' and a < 300 order by a limit 5;
select a, b from n where a >= 1020 or a < 2;
select count(*) from n where a > 100 and a <= 200;
select count(*) from n where b > 3 and b < 6;
select count(*) from n where b = 5 and c >= 'y';
delete from n where a % 3 = 0;
select count(*), sum(a) from n where a between 10 and 20;
select count(*) from n where b = 5;
update n set b = b + 100 where b = 5;
select count(*), min(b), max(b) from n where b > 10;
delete from n where b > 2;
select b, c, count(*) from n group by b, c order by b, c;
delete from n where a >= 0;
select count(*) from n;
insert into n values (3, 1, 'again');
select * from n where b = 1;
'''

EXPLAIN = NUMBERS + '''
create index by_b on n (b, c);
explain select * from n where a = 5;
explain select * from n where b = 5 and c > 'x' and a < 9;
explain select * from n where b > 5 order by c desc limit 3;
explain select * from n where c = 'x';
explain select x.a, y.b from n x join n y on y.a = x.b where x.c = 'z';
explain select x.a from n x join n y on x.c = y.c and x.b + 1 = y.b + 2;
explain select distinct x.c from n x, n y where x.b < y.b + 1;
explain select b, count(*) from n where 3 <= a group by b having count(*) > 1;
explain select x.a from n x left join n y on x.a = y.b and y.c = 'x' where y.a is null;
explain select a from n union select b from n;
explain select 1;
select count(*) from n x join n y on y.a = x.b where x.c = 'z';
select count(*) from n x join n y on x.c = y.c and x.b + 1 = y.b + 2 where x.a < 50;
select count(*) from n x left join n y on x.a = y.b and y.c = 'x' where y.a is null;
'''

NULLS = '''
create table t (a integer, b text);
create index by_a on t (a);
insert into t values (1, 'one'), (null, 'none'), (3, null), (null, null), (2, 'two');
select * from t order by a, b;
select count(*) from t where a = null;
select count(*) from t where a < 3;
select count(*) from t where not a < 3;
select count(*) from t where a in (1, null);
select count(*) from t where a not in (1, null);
select count(*) from t x join t y on x.a = y.a;
select b, a is null, a is not null from t where b is null;
select sum(a), avg(a), count(a), count(*), min(b) from t where a is null;
select 'it''s', "a" from t where "a" > 2;
'''

ERRORS = [
    'selekt 1', "select 'open", 'select a from missing', 'select # 1',
    'create table t (a integer, a text)', 'create table t (a blob)',
    'create table t (a integer); select b from t',
    'create table t (a integer); select t.a, t.b from t',
    'create table t (a integer); select a from t, t',
    'create table t (a integer); select a from t x, t y',
    'create table t (a integer); insert into t values (1, 2)',
    'create table t (a integer); insert into t (b) values (1)',
    'create table t (a integer); create index i on t (b)',
    'create table t (a integer); select a from t order by 2',
    'create table t (a integer); select a from t group by sum(a)',
    'select 1 union select 1, 2', 'select length()', 'select frob(1)',
    'select 1 in (select 1, 2)', 'drop index i', 'commit', 'begin; begin',
    'begin; create table t (a integer)', 'select 1 not 2', 'select x.*',
    'select 1 from', 'create table select (a integer)', 'select (1']

SCRIPTS = {'joins': JOINS, 'groups': GROUPS, 'changes': CHANGES,
           'indexes': INDEXES, 'explain': EXPLAIN, 'nulls': NULLS,
           'library': LIBRARY}
