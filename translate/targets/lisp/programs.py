"""Programs in Scheme."""

LOOP = '''
(define (count n sum)
  (if (< n 1) sum (count (- n 1) (+ sum n))))
(display (count 300000 0))
(newline)
'''

TAK = '''
(define (tak x y z)
  (if (not (< y x)) z
      (tak (tak (- x 1) y z) (tak (- y 1) z x) (tak (- z 1) x y))))
(display (tak 14 8 3))
(newline)
'''

QUEENS = '''
; All ways to place queens so that none attacks another.
(define (safe? row distance placed)
  (cond ((null? placed) #t)
        ((= (car placed) row) #f)
        ((= (abs (- (car placed) row)) distance) #f)
        (else (safe? row (+ distance 1) (cdr placed)))))

(define (place k size placed)
  (if (= k 0) 1
      (let loop ((row 1) (total 0))
        (if (< size row) total
            (loop (+ row 1)
                  (if (safe? row 1 placed)
                      (+ total (place (- k 1) size (cons row placed)))
                      total))))))

(define (queens size) (place size size '()))
(display (list (queens 4) (queens 5) (queens 6) (queens 7)))
(newline)
'''

SORT = '''
; Merge sort, generic in its order.
(define (split list)
  (if (null? list) (cons '() '())
      (if (null? (cdr list)) (cons list '())
          (let ((rest (split (cddr list))))
            (cons (cons (car list) (car rest))
                  (cons (cadr list) (cdr rest)))))))

(define (merge a b before?)
  (cond ((null? a) b)
        ((null? b) a)
        ((before? (car b) (car a)) (cons (car b) (merge a (cdr b) before?)))
        (else (cons (car a) (merge (cdr a) b before?)))))

(define (sort list before?)
  (if (or (null? list) (null? (cdr list))) list
      (let ((halves (split list)))
        (merge (sort (car halves) before?)
               (sort (cdr halves) before?) before?))))

(define (numbers n seed)
  (if (= n 0) '()
      (cons (modulo seed 101) (numbers (- n 1) (modulo (* seed 75) 65537)))))

(write (sort (numbers 20 74) <))
(newline)
(write (sort (numbers 12 5) (lambda (a b) (> a b))))
(newline)
'''

CLOSURES = '''
(define (make-account balance)
  (define (deposit amount)
    (set! balance (+ balance amount))
    balance)
  (define (withdraw amount)
    (if (< balance amount) "not enough"
        (begin (set! balance (- balance amount)) balance)))
  (lambda (what amount)
    (cond ((eq? what 'deposit) (deposit amount))
          ((eq? what 'withdraw) (withdraw amount))
          (else (error "no such request:" what)))))

(define mine (make-account 100))
(define yours (make-account 10))
(display (list (mine 'deposit 50) (yours 'withdraw 20) (mine 'withdraw 30)))
(newline)
(define (compose f g) (lambda (x) (f (g x))))
(define (map f list)
  (if (null? list) '() (cons (f (car list)) (map f (cdr list)))))
(define (fold f start list)
  (if (null? list) start (fold f (f start (car list)) (cdr list))))
(define (sum . all) (fold + 0 all))
(write (map (compose (lambda (x) (* x x)) abs) '(1 -2 3 -4)))
(display (sum 1 2 3 4 5))
(newline)
(mine 'close 0)
'''

DERIVE = '''
; Derivatives of expressions, simplified on the way.
(define (sum a b)
  (cond ((and (number? a) (number? b)) (+ a b))
        ((equal? a 0) b)
        ((equal? b 0) a)
        (else (list '+ a b))))
(define (product a b)
  (cond ((and (number? a) (number? b)) (* a b))
        ((or (equal? a 0) (equal? b 0)) 0)
        ((equal? a 1) b)
        ((equal? b 1) a)
        (else (list '* a b))))
(define (derive e x)
  (cond ((number? e) 0)
        ((symbol? e) (if (eq? e x) 1 0))
        ((eq? (car e) '+)
         (sum (derive (cadr e) x) (derive (car (cddr e)) x)))
        ((eq? (car e) '*)
         (let ((a (cadr e)) (b (car (cddr e))))
           (sum (product a (derive b x)) (product (derive a x) b))))
        (else (error "cannot derive" e))))
(write (derive '(+ (* 3 (* x x)) (+ (* y x) 7)) 'x))
(newline)
(write (derive '(* x (* x (+ x 1))) 'x))
(newline)
(derive '(/ x 2) 'x)
'''

SIEVE = '''
(define (sieve size)
  (let ((marks (make-vector size #t)) (count 0) (i 2))
    (while (< i size)
      (if (vector-ref marks i)
          (let ((j (* i i)))
            (set! count (+ count 1))
            (while (< j size)
              (vector-set! marks j #f)
              (set! j (+ j i)))))
      (set! i (+ i 1)))
    count))
(display (sieve 10000))
(newline)
'''

STRINGS = '''
(define (repeat text n)
  (if (= n 0) "" (string-append text (repeat text (- n 1)))))
(define (backwards text)
  (let loop ((i 0) (result ""))
    (if (= i (string-length text)) result
        (loop (+ i 1) (string-append (substring text i (+ i 1)) result)))))
(display (repeat "ab" 5))
(display (backwards " stressed"))
(newline)
(write (list 'a "b" 3 #t '(nested . pair) (number->string 42)))
(display (assoc 'two '((one 1) (two 2))))
(write (member 3 '(1 2 3 4)))
(newline)
(display (quotient -7 2)) (display (remainder -7 2)) (display (modulo -7 2))
(newline)
(substring "short" 2 9)
'''

DEEP = '(define (down n) (+ 1 (down n))) (down 1)'

UNDEFINED = '(display "before") (newline) (display (missing 1))'

BROKEN = '(display (+ 1 2)'

SOURCES = {
    'loop': LOOP, 'tak': TAK, 'queens': QUEENS, 'sort': SORT,
    'closures': CLOSURES, 'derive': DERIVE, 'sieve': SIEVE,
    'strings': STRINGS, 'deep': DEEP, 'undefined': UNDEFINED,
    'broken': BROKEN,
}
