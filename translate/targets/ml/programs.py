"""Programs in ML."""

LOOP = '''
let rec sum n total = if n = 0 then total else sum (n - 1) (total + n);;
sum 30000 0;;
'''

BASICS = '''
let identity x = x;;
let compose f g x = f (g x);;
let twice f = compose f f;;
let pair x y = (x, y);;
let flip f x y = f y x;;
twice (fun x -> x * 3) 7;;
compose string_of_int identity 12 ^ "!";;
flip pair true "b";;
let add3 = let add a b c = a + b + c in add 1;;
add3 10 100;;
let counter = ref 0;;
let next () = counter := !counter + 1; !counter;;
next () + next () * 10;;
counter;;
if not (3 < 2) && (1 > 2 || "a" < "b") then -7 / 2 else -7 mod 2;;
let strange = fun f -> f (f identity) (f identity);;
'''

LISTS = '''
let rec map f = function [] -> [] | x :: rest -> f x :: map f rest;;
let rec fold f start list = match list with
    [] -> start
  | x :: rest -> fold f (f start x) rest;;
let rec range a b = if a > b then [] else a :: range (a + 1) b;;
let reverse list = fold (fun done x -> x :: done) [] list;;
let rec filter keep list = match list with
    [] -> []
  | x :: rest when keep x -> x :: filter keep rest
  | _ :: rest -> filter keep rest;;
map (fun x -> x * x) (range 1 10);;
fold (fun a b -> a + b) 0 (range 1 100);;
reverse (map (fun x -> (x, x mod 3 = 0)) (range 1 4));;
filter (fun x -> x mod 2 = 0) (range 1 20) @ [100; 102];;
let rec zip a b = match (a, b) with
    (x :: xs, y :: ys) -> (x, y) :: zip xs ys
  | ([], []) -> []
  | _ -> failwith "lists of different lengths";;
zip (range 1 3) ["one"; "two"; "three"];;
let rec sort list = match list with
    [] -> []
  | pivot :: rest ->
      let small = filter (fun x -> x < pivot) rest
      and large = filter (fun x -> x >= pivot) rest in
      sort small @ pivot :: sort large;;
sort [3; 1; 4; 1; 5; 9; 2; 6];;
sort ["pear"; "apple"; "fig"];;
sort [(2, "b"); (1, "z"); (2, "a")];;
zip [1] [true; false];;
'''

TREES = '''
type ('k, 'v) tree = Leaf | Node of ('k, 'v) tree * 'k * 'v * ('k, 'v) tree;;
type 'a option = None | Some of 'a;;
let rec insert key value = function
    Leaf -> Node (Leaf, key, value, Leaf)
  | Node (left, k, v, right) ->
      if key < k then Node (insert key value left, k, v, right)
      else if key > k then Node (left, k, v, insert key value right)
      else Node (left, k, value, right);;
let rec find key = function
    Leaf -> None
  | Node (left, k, v, right) ->
      if key = k then Some v
      else find key (if key < k then left else right);;
let rec depth = function
    Leaf -> 0
  | Node (l, _, _, r) ->
      let a = depth l and b = depth r in 1 + (if a > b then a else b);;
let rec fill n seed tree =
  if n = 0 then tree
  else fill (n - 1) (seed * 75 mod 65537) (insert (seed mod 1000) n tree);;
let small = insert "b" 2 (insert "c" 3 (insert "a" 1 Leaf));;
find "c" small;;
find "x" small;;
let large () = fill 400 74 Leaf;;
depth (large ());;
find 74 (large ());;
Some (1, [Some "text"; None]);;
'''

EXPRESSIONS = '''
(* An interpreter in the interpreter: lambda terms and their values. *)
type term = Var of string | Lam of string * term | App of term * term
  | Num of int | Add of term * term | Less of term * term
  | Cond of term * term * term | Fix of string * term;;
type value = Int of int | Fun of (value -> value);;
let rec lookup name = function
    [] -> failwith ("unbound " ^ name)
  | (n, v) :: rest -> if n = name then v else lookup name rest;;
let rec eval env = function
    Var name -> lookup name env
  | Lam (name, body) -> Fun (fun v -> eval ((name, v) :: env) body)
  | App (f, a) -> (match eval env f with
        Fun f -> f (eval env a)
      | Int _ -> failwith "a number is called")
  | Num n -> Int n
  | Add (a, b) -> (match (eval env a, eval env b) with
        (Int x, Int y) -> Int (x + y)
      | _ -> failwith "no numbers")
  | Less (a, b) -> (match (eval env a, eval env b) with
        (Int x, Int y) -> Int (if x < y then 1 else 0)
      | (Fun _, _) -> failwith "no numbers"
      | (_, Fun _) -> failwith "no numbers")
  | Cond (test, yes, no) ->
      if eval env test = Int 0 then eval env no else eval env yes
  | Fix (name, Lam (x, body)) ->
      let rec f v = eval ((x, v) :: (name, Fun f) :: env) body in Fun f
  | Fix (_, _) -> failwith "only functions";;
let fib = Fix ("fib", Lam ("n", Cond (Less (Var "n", Num 2), Var "n",
  Add (App (Var "fib", Add (Var "n", Num (-1))),
       App (Var "fib", Add (Var "n", Num (-2)))))));;
eval [] (App (fib, Num 12));;
eval [] (App (Num 1, Num 2));;
'''

QUEENS = '''
let rec safe row distance = function
    [] -> true
  | q :: rest ->
      q <> row && q - row <> distance && row - q <> distance
      && safe row (distance + 1) rest;;
let rec place k size placed =
  if k = 0 then 1
  else
    let rec try_row row total =
      if row > size then total
      else try_row (row + 1)
        (total + (if safe row 1 placed
                  then place (k - 1) size (row :: placed) else 0)) in
    try_row 1 0;;
let rec all n = if n > 7 then () else begin
  print (string_of_int n ^ ": " ^ string_of_int (place n n []) ^ "\\n");
  all (n + 1) end;;
all 4;;
'''

EVEN = '''
let rec even n = if n = 0 then true else odd (n - 1)
and odd n = if n = 0 then false else even (n - 1);;
even 10001;;
let f start =
  let rec up n = if n > 10 then [n] else n :: down (n + 3)
  and down n = if n > start then up (n - 1) else n :: up (n * 2) in
  up 1;;
f 8;;
let rec ackermann = fun m n ->
  if m = 0 then n + 1
  else if n = 0 then ackermann (m - 1) 1
  else ackermann (m - 1) (ackermann m (n - 1));;
ackermann 2 9;;
let rec deep n = 1 + deep (n + 1);;
deep 0;;
'''

CHURCH = '''
(* Numbers as functions: types alone keep them apart. *)
let zero f x = x;;
let succ n f x = f (n f x);;
let add m n f x = m f (n f x);;
let mul m n f = m (n f);;
let power m n = n m;;
let two = fun f x -> succ (succ zero) f x;;
let three = fun f x -> add two (succ zero) f x;;
let number n = n (fun x -> x + 1) 0;;
number (mul two three);;
number (power two (add two three));;
let text n = n (fun s -> s ^ "|") "";;
text (mul three three);;
'''

CASES = '''
type colour = Red | Green | Blue;;
type shape = Dot | Line of colour * int | Box of colour list;;
let name = function Red -> "red" | Blue -> "blue";;
let f = function
    (Dot, _) -> 1
  | (Line (Red, 0), true) -> 2
  | (Line (_, n), _) when n > 5 -> 3
  | (Line (Green, _), x) -> 4
  | (Box [], _) -> 5
  | (Box (Blue :: _), _) -> 6
  | (_, false) -> 7;;
let g = function true -> 1 | false -> 0 | _ -> 2;;
let h = function [] -> 0 | [x] -> x | x :: y :: _ -> x + y;;
let k = function "a" -> 1 | "b" -> 2 | "a" -> 3 | _ -> 0;;
f (Line (Green, 3), false) * 10 + f (Box [Green; Red], false);;
k "b" + h [10; 20; 30];;
name Green;;
'''

SOURCES = {
    'loop': LOOP, 'basics': BASICS, 'lists': LISTS, 'trees': TREES,
    'expressions': EXPRESSIONS, 'queens': QUEENS, 'even': EVEN,
    'church': CHURCH, 'cases': CASES,
    'mismatch': 'let f x = x + 1;;\nf\n  "one";;\n',
    'endless': 'let f x = x x;;\n',
    'single': 'let same = (fun x -> x) (fun x -> x);;\nsame 1;;\n'
              'same true;;\n',
    'let': 'let f = fun g -> (g 1, g true);;\n',
    'branches': 'let f x = if x then 1\nelse "no";;\n',
    'unknown': 'let f x =\n  y + x;;\n',
    'fields': 'type t = A of int * int;;\nA 3;;\n',
    'syntax': 'let f x = match x with 1 -> ;;\n',
    'type': "type t = A of 'a;;\n",
    'zero': 'let f x = 10 / x;;\nf 5;;\nf 0;;\n',
    'functions': 'let f x = x;;\nf = f;;\n',
}
