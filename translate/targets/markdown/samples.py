"""Texts that show what is translated."""

INLINE = '''Some *emphasis*, __strong__ and ***both***, ~~gone~~, `code <b>` and ``a ` b``.
Not snake_case_name nor 2 * 3 * 4, but un*frigging*believable; \\*escaped\\* &copy; &#65;&#x42; &nothing; AT&T.

A [link](http://example.org/a?b=1&c=2 "A \\"title\\""), [another][ref], [Ref], [ref][] and [none][of these].
An ![image *alt*](pic.png 'Pic') and [![nested](a.png)](b.html). [a [link](x) in](y) brackets.

Auto <http://auto.example/?q=1> <me@mail.example> http://bare.example/x(y). www.bare.example, <span class="x">raw</span> < 3
Hard break with spaces  
and with a backslash\\
here. **bold *and em* inside** *em **strong*** **a*b**c* _a __b_ c__ *a _b* c_

[ref]: <http://ref.example/some page> "Ref title"
[REF]: http://second.example is ignored
'''

BLOCKS = '''Title
=====

Subtitle
---

# One #
### Three *em* ##
####### Seven
#hashtag

Paragraph over
two lines.
***
 - - -

    indented code
      <more>

    after a gap

```python extra
def f(a):
    return a < 1
```

~~~
``` not closed
~~~

> Quote with *markup*
continued lazily
>> nested

<div class="raw">
*not emphasis*
</div>

<!-- a comment

with a gap -->

## One
'''

LISTS = '''- one
- two
  continued
- three

  second paragraph
    - nested
    - list

* other mark
* tight

3. third
4. fourth
   ```
   code in item
   ```

1) paren

- [ ] open task
- [x] done task

+ a

+ b

-
- after empty

1. first
   > quote
   > in item
2. second

       code
text after
'''

TABLES = '''| Name | Qty | Price |
|:-----|:---:|------:|
| Apple | 3 | *1.50* |
| Pear \\| Plum | 12 | 0.75 | too many |
| `a` |

No table | here
just text

a | b
--|--
1 | 2

| only head |
|-----------|
'''

NOTES = '''# Notes

Text[^one] with notes[^two], again[^one] and missing[^three].

[^one]: The first *note*.
[^two]: The second, which
    goes on and names [^four].

[^four]: Found from a note.

    - with a list

# Notes
### Deep
## Less deep
# Last & least
'''

EDGE = '''*a `*` b* **unclosed *x

[unclosed](http://a b) [x]( <a b> ) [y](a(b)c) [z](\\)) ![](empty.png)

> - quoted item
>   more
> - another
lazy

1986\\. A great year

    code

text
    not code

> ```
> fenced in quote
> ```
outside

*foo**bar*** ***a** b* **\\***  _(_x_)_ **"q"**x

- a
   - b
      - c
- d

setext *with
em*
===

Final ~one~ ~~two ~~ three~~ \\
'''

SAMPLES = {'inline': INLINE, 'blocks': BLOCKS, 'lists': LISTS,
           'tables': TABLES, 'notes': NOTES, 'edge': EDGE, 'empty': ''}
