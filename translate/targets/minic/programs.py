"""Programs in C."""

SIEVE = '''
char composite[5000];

int main() {
    int count = 0;
    for (int i = 2; i < 5000; i++) {
        if (composite[i]) continue;
        count++;
        for (int j = i * i; j < 5000; j += i)
            composite[j] = 1;
    }
    print(count);
    return 0;
}
'''

QUEENS = '''
int columns[12], up[24], down[24];

int place(int row, int size) {
    if (row == size) return 1;
    int total = 0;
    for (int i = 0; i < size; i++)
        if (!columns[i] && !up[row + i] && !down[row - i + size]) {
            columns[i] = up[row + i] = down[row - i + size] = 1;
            total += place(row + 1, size);
            columns[i] = up[row + i] = down[row - i + size] = 0;
        }
    return total;
}

int main() {
    int size = 4;
    do print(place(0, size)); while (++size <= 8);
    return size;
}
'''

SORT = '''
/* Quicksort between two pointers; a generator of numbers feeds it. */
int seed = 42;

int next() {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed >> 16;
}

void swap(int *a, int *b) {
    int kept = *a;
    *a = *b;
    *b = kept;
}

void sort(int *first, int *last) {
    if (last - first < 1) return;
    int pivot = first[(last - first) / 2];
    int *low = first, *high = last;
    while (low <= high) {
        while (*low < pivot) low++;
        while (*high > pivot) high--;
        if (low <= high) swap(low++, high--);
    }
    sort(first, high);
    sort(low, last);
}

int main() {
    int numbers[300];
    int i, sum = 0;
    for (i = 0; i < 300; i++) numbers[i] = next() % 1000;
    sort(numbers, numbers + 299);
    for (i = 1; i < 300; i++)
        if (numbers[i - 1] > numbers[i]) print(i);
    for (i = 0; i < 300; i++) sum = (sum * 31 + numbers[i]) % 1000003;
    print(numbers[0]); print(numbers[299]); print(sum);
    return 0;
}
'''

STRINGS = '''
void show(char *text) {
    while (*text) putchar(*text++);
    putchar('\\n');
}

int length(char *text) {
    char *end = text;
    while (*end) end++;
    return end - text;
}

char *reversed(char *text) {
    int size = length(text);
    char *result = alloc(size + 1);
    for (int i = 0; i < size; i++) result[size - 1 - i] = text[i];
    return result;
}

int same(char *a, char *b) {
    while (*a && *a == *b) { a++; b++; }
    return *a == *b;
}

int main() {
    show(reversed("stressed"));
    print(same("level", reversed("level")));
    print(same("level", "levels"));
    char narrow = 250;
    narrow += 10;
    print(narrow);
    return 0;
}
'''

LISTS = '''
struct item;
struct item { int value; struct item *next; };
struct queue { struct item *first, *last; int length; };

void add(struct queue *queue, int value) {
    struct item *item = alloc(sizeof(struct item));
    item->value = value;
    if (queue->length++) queue->last->next = item;
    else queue->first = item;
    queue->last = item;
}

int take(struct queue *queue) {
    struct item *item = queue->first;
    queue->first = item->next;
    queue->length--;
    return item->value;
}

int main() {
    // Every third leaves the circle; who is the last?
    struct queue circle;
    circle.length = 0;
    circle.first = circle.last = 0;
    for (int i = 1; i <= 41; i++) add(&circle, i);
    while (circle.length > 1) {
        add(&circle, take(&circle));
        add(&circle, take(&circle));
        take(&circle);
    }
    print(take(&circle));
    print(sizeof(struct queue) + sizeof(circle));
    return 0;
}
'''

MATRIX = '''
int a[8][8], b[8][8], c[8][8];

int main() {
    int i, j, k;
    for (i = 0; i < 8; i++)
        for (j = 0; j < 8; j++) {
            a[i][j] = i == j ? 2 : i - j;
            b[i][j] = i * j & 7;
        }
    for (int round = 0; round < 4; round++) {
        for (i = 0; i < 8; i++)
            for (j = 0; j < 8; j++) {
                int sum = 0;
                for (k = 0; k < 8; k++) sum += a[i][k] * b[k][j];
                c[i][j] = sum % 97;
            }
        for (i = 0; i < 8; i++)
            for (j = 0; j < 8; j++) b[i][j] = c[i][j];
    }
    for (i = 0; i < 8; i += 3) print(c[i][i]);
    return c[7][0];
}
'''

PRESSURE = '''
/* More values at once than there are registers. */
int mix(int a, int b, int c, int d, int e) {
    int f = a * b, g = b * c, h = c * d, i = d * e, j = e * a;
    int k = f - g, l = g - h, m = h - i, n = i - j, o = j - f;
    for (int round = 0; round < 3; round++) {
        k = k + l ^ round; l = l + m; m = m + n; n = n + o; o = o + k;
    }
    return (k + l * 2 + m * 3 + n * 4 + o * 5)
        - (a + b + c + d + e) * (f + g + h + i + j);
}

int main() {
    int deep = 1 + (2 + (3 + (4 + (5 + (6 + (7 + (8 + mix(1, 2, 3, 4, 5)
        )))))));
    print(deep);
    print(mix(deep, 3, mix(1, 0, 2, 0, 3), 5, -7));
    return -7 / 2 * 10 + -7 % 2 + (~5 << 2) + (1 || mix(0, 0, 0, 0, 0));
}
'''

COLLATZ = '''
int steps(int n) {
    int count = 0;
    while (n != 1) {
        n = n % 2 ? 3 * n + 1 : n / 2;
        count++;
    }
    return count;
}

int main() {
    int best = 0, longest = 0;
    for (int n = 1; n < 3000; n++) {
        int length = steps(n);
        if (length > longest) { longest = length; best = n; }
    }
    print(best);
    print(longest);
    return 0;
}
'''

SCALAR = '''
int main() {
    int sum = 0;
    for (int i = 0; i < 100000; i++)
        if (i & 3) sum += i * 3; else sum ^= i;
    print(sum);
    return 0;
}
'''

DEEP = '''
int down(int n) { return down(n + 1) + 1; }
int main() { return down(0); }
'''

DIVIDE = '''
int main() {
    int zero = 5 - 5;
    print(10 / (zero + 2));
    return 10 / zero;
}
'''

NOWHERE = '''
struct pair { int a, b; };
int main() {
    struct pair *nothing = 0;
    return nothing->b - (1 << 40) + *(&nothing->a - 1);
}
'''

SOURCES = {
    'sieve': SIEVE, 'queens': QUEENS, 'sort': SORT, 'strings': STRINGS,
    'lists': LISTS, 'matrix': MATRIX, 'pressure': PRESSURE,
    'collatz': COLLATZ, 'scalar': SCALAR, 'deep': DEEP, 'divide': DIVIDE,
    'nowhere': NOWHERE,
    'unknown': 'int main() {\n    return missing;\n}\n',
    'types': 'int main() {\n    int *p = 3;\n    return 0;\n}\n',
    'sum': 'int main(int *a, int *b) {\n    return a + b;\n}\n',
    'zero': 'int main() { return 1 / (2 - 2); }\n',
    'syntax': 'int main() {\n    if x\n}\n',
    'open': 'int main() {\n    /* return 0;\n}\n',
    'constant': 'int main() {\n    3 = 4;\n}\n',
    'outside': 'int main() {\n    break;\n}\n',
    'count': 'int f(int a);\nint main() { return f(1, 2); }\n',
    'body': 'int f(int a);\nint main() { return f(1); }\n',
    'fields': 'struct s { int a; };\nint main() { struct s x;\n'
              'return x.b; }\n',
}
