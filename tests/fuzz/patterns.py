"""Random regular expressions on random texts: run it with two interpreters and compare what they print.

patterns.py FIRST LAST     seeds from FIRST up to LAST

CPython 2.7 leaves groups set that a negative lookahead with groups entered ("(?!(a)b)ac"); pyrs does not. Nothing
else differs.
"""
import re,random,sys
def gen(r,d,st):
    k=r.random()
    if d<=0 or k<.35:
        return r.choice(['a','b','c','.','[ab]','[^a]','\\w','\\b','^','$','a','b','\\d','\\s','[b-c]','ab','\\B','(?:)','x'])
    if k<.5: return gen(r,d-1,st)+gen(r,d-1,st)
    if k<.6: return '(?:'+gen(r,d-1,st)+'|'+gen(r,d-1,st)+(('|'+gen(r,d-1,st)) if r.random()<.3 else '')+')'
    if k<.72:
        st[0]+=1; n=st[0]; x='('+gen(r,d-1,st)+')'; st[1].append(n); return x
    if k<.9:
        q=r.choice(['*','+','?','*?','+?','??','{2}','{1,2}','{0,2}?','{2,}'])
        return '(?:'+gen(r,d-1,st)+')'+q if r.random()<.6 else r.choice(['a','b','.','[ab]'])+q
    if k<.94: return r.choice(['(?=','(?!'])+gen(r,d-1,st)+')'
    if k<.96: return r.choice(['(?<=','(?<!'])+r.choice(['a','b','[ab]','ab','^'])+')'
    if st[1]:
        n=r.choice(st[1])
        return '\\%d'%n if r.random()<.5 else '(?(%d)%s|%s)'%(n,gen(r,d-1,st),gen(r,d-1,st))
    return 'a'
def main(lo,hi):
    for seed in range(lo,hi):
        r=random.Random(seed); st=[0,[]]
        p=gen(r,r.randint(1,5),st)
        if r.random()<.2: p='(?i)'+p.upper() if '\\' not in p and '(?' not in p else '(?i)'+p
        u=r.random()<.3
        al='aabbc 1x\n' if not u else u'aab\xe9\u1234\U00012345b\n'
        if u: p=p.decode('ascii').replace('c',u'\xe9').replace('x',u'\u1234')
        try: c=re.compile(p)
        except Exception,e:
            print seed,'E',type(e).__name__,e; continue
        for i in range(4):
            s=(u'' if u else '').join(r.choice(al) for _ in range(r.randint(0,9)))
            try:
                out=[]
                for f in (c.match,c.search):
                    m=f(s); out.append(m and (m.regs,m.lastindex))
                out.append(c.findall(s)); out.append([m.regs for m in c.finditer(s)]); out.append(c.sub('<>',s)); out.append(c.split(s))
                print seed,repr(p),repr(s),out
            except Exception,e: print seed,repr(p),repr(s),type(e).__name__,e
main(int(sys.argv[1]),int(sys.argv[2]))
