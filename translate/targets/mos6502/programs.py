"""Programs for the 6502."""

# A number of two bytes is printed in decimal by repeated subtraction.
PRINT_WORD = '''
letter = $f000
print_word:             ; prints the number in value and value + 1
        ldx #0
        lda #0
        sta started
.power: lda #'0'
        sta digit
.again: sec
        lda value
        sbc powers,x
        tay
        lda value+1
        sbc powers+1,x
        bcc .show
        sta value+1
        sty value
        inc digit
        bne .again
.show:  lda digit
        cmp #'0'
        bne .write
        ldy started
        beq .next
.write: sta letter
        sta started
.next:  inx
        inx
        cpx #8
        bne .power
        lda value
        ora #'0'
        sta letter
        rts
powers: .word 10000, 1000, 100, 10
newline:
        lda #10
        sta letter
        rts
value   = $f0
digit   = $f2
started = $f3
'''

HELLO = '''
        ldx #0
loop:   lda text,x
        beq done
        sta $f000
        inx
        bne loop
done:   brk
text:   .byte "Hello; 6502: world", 10, 0
'''

SIEVE = '''
limit = 8000
flags = $2000
        lda #<flags       ; clear the flags
        sta pointer
        lda #>flags
        sta pointer+1
        ldx #>limit
        inx
        lda #0
        tay
clear:  sta (pointer),y
        iny
        bne clear
        inc pointer+1
        dex
        bpl clear
        lda #2
        sta number
        lda #0
        sta number+1
next:   jsr locate
        ldy #0
        lda (pointer),y
        bne skip
        inc count
        bne small
        inc count+1
small:  jsr mark
skip:   inc number
        bne same
        inc number+1
same:   lda number+1
        cmp #>limit
        bcc next
        lda number
        cmp #<limit
        bcc next
        lda count
        sta value
        lda count+1
        sta value+1
        jsr print_word
        jsr newline
        brk
locate: clc               ; pointer = flags + number
        lda number
        adc #<flags
        sta pointer
        lda number+1
        adc #>flags
        sta pointer+1
        rts
mark:   clc               ; marks the multiples
.loop:  lda pointer
        adc number
        sta pointer
        lda pointer+1
        adc number+1
        sta pointer+1
        cmp #>flags+limit
        bcc .set
        bne .done
        lda pointer
        cmp #<flags+limit
        bcs .done
.set:   lda #1
        ldy #0
        sta (pointer),y
        clc
        bcc .loop
.done:  rts
number  = $10
pointer = $12
count   = $14
''' + PRINT_WORD

COUNT = '''
        ldy #20           ; twenty times 65536 steps
outer:  ldx #0
middle: lda #0
        sta low
inner:  clc
        lda sum
        adc low
        sta sum
        bcc same
        inc sum+1
same:   inc low
        bne inner
        inx
        bne middle
        dey
        bne outer
        lda sum
        sta value
        lda sum+1
        sta value+1
        jsr print_word
        jsr newline
        brk
low     = $20
sum     = $21
''' + PRINT_WORD

SORT = '''
        ldx #0            ; insertion sort of bytes with a sign
outer:  inx
        cpx #size
        beq show
        lda numbers,x
        sta key
        txa
        tay
inner:  lda numbers-1,y
        sec
        sbc key
        bvc fine
        eor #$80
fine:   bmi place
        lda numbers-1,y
        sta numbers,y
        dey
        bne inner
place:  lda key
        sta numbers,y
        jmp outer
show:   ldx #0
next:   lda numbers,x
        bpl plus
        pha
        lda #'-'
        sta $f000
        pla
        eor #$ff
        clc
        adc #1
plus:   sta $f001
        lda #' '
        sta $f000
        inx
        cpx #size
        bne next
        lda #10
        sta $f000
        brk
key     = $30
numbers: .byte 42, -7, 100, 3, -128, 127, 0, 3, -1, 77, 12, -50
size = * - numbers
'''

# Calls itself; arguments are on the stack.
HANOI = '''
        lda #6
        ldx #'A'
        ldy #'C'
        jsr hanoi
        lda moves
        sta $f001
        lda #10
        sta $f000
        brk
hanoi:  cmp #0            ; moves a discs from x to y
        bne work
        rts
work:   pha
        txa
        pha
        tya
        pha
        tsx               ; the third is 'A' + 'B' + 'C' - x - y
        lda #198
        sec
        sbc $101,x
        sec
        sbc $102,x
        tay
        lda $103,x
        sec
        sbc #1
        pha
        lda $102,x
        tax
        pla
        jsr hanoi
        inc moves
        tsx
        lda $103,x
        cmp #4
        bcc quiet
        lda $102,x
        sta $f000
        lda $101,x
        sta $f000
        lda #' '
        sta $f000
quiet:  lda #198
        sec
        sbc $101,x
        sec
        sbc $102,x
        pha
        lda $103,x
        sec
        sbc #1
        ldy $101,x
        sta temporary
        pla
        tax
        lda temporary
        jsr hanoi
        pla
        tay
        pla
        tax
        pla
        rts
moves     = $40
temporary = $41
'''

DECIMAL = '''
        sed               ; decimal addition and subtraction
        clc
        lda #$58
        adc #$46
        jsr show
        sec
        lda #$12
        sbc #$21
        jsr show
        sec
        lda #$99
        sbc #$34
        jsr show
        ldx #30           ; the sum 1 + ... + 30, as four digits
        lda #1
        sta $52
add:    clc
        lda $50
        adc $52
        sta $50
        lda $51
        adc #0
        sta $51
        clc
        lda $52
        adc #1
        sta $52
        dex
        bne add
        cld
        lda $51
        jsr show
        lda $50
        jsr show
        brk
show:   php
        cld
        pha
        lsr
        lsr
        lsr
        lsr
        ora #'0'
        sta $f000
        pla
        and #15
        ora #'0'
        sta $f000
        lda #' '
        sta $f000
        plp
        rts
'''

# Division and multiplication by shifts, flags, and indirect jumps.
ARITHMETIC = '''
        lda #<1234
        sta dividend
        lda #>1234
        sta dividend+1
        lda #77
        sta divisor
        jsr divide
        lda dividend
        sta $f001         ; 16
        jsr space
        lda remainder
        sta $f001         ; 2
        jsr space
        lda #13
        ldx #19
        jsr multiply
        sta $f001         ; 247
        jsr space
        lda #$f0          ; N, V and Z by bit
        sta $60
        lda #$0f
        bit $60
        php
        pla
        and #$c2
        sta $f001         ; 194
        jsr space
        lda #%1010
        eor #%0110
        ora #$40
        sta $f001         ; 76
        jsr space
        lda #$81
        sec
        ror
        ror
        rol $60
        sta $f001         ; 224
        jsr space
        jmp (vector)
        brk
target: ldx #3
.next:  lda table,x
        sta $f000
        dex
        bpl .next
        jsr space
        ldy #2
        lda (pointers-8,x)
        ldx #$fe
        lda places+2-$fe,x
        sta $f001
        lda #10
        sta $f000
        brk
divide: lda #0            ; dividend / divisor, by 16 shifts
        ldx #16
.loop:  asl dividend
        rol dividend+1
        rol
        cmp divisor
        bcc .small
        sbc divisor
        inc dividend
.small: dex
        bne .loop
        sta remainder
        rts
multiply:                 ; a * x
        sta $61
        stx $62
        lda #0
        ldx #8
.loop:  asl
        asl $61
        bcc .none
        clc
        adc $62
.none:  dex
        bne .loop
        rts
space:  pha
        lda #' '
        sta $f000
        pla
        rts
dividend  = $66
divisor   = $68
remainder = $69
pointers  = $70
vector: .word target
table:  .byte "pmuj"
places: .byte 1, 2, 3, 4
'''

# What a program asks of its system, by BRK; a letter in a, or a number.
SYSTEM = '''
        lda #'o'
        brk
        .byte 0
        lda #'k'
        brk
        .byte 0
        lda #200
        brk
        .byte 1
        lda #10
        brk
        .byte 0
        lda $fe           ; two numbers by chance
        cmp $fe
        beq same
        lda #'!'
        sta $f000
same:   sta $f123
handler:
        pha
        txa
        pha
        tsx
        lda $104,x        ; the byte before the return address
        sec
        sbc #1
        sta $80
        lda $105,x
        sbc #0
        sta $81
        ldy #0
        lda ($80),y
        tay
        lda $102,x
        cpy #0
        bne number
        sta $f000
        beq leave
number: sta $f001
leave:  pla
        tax
        pla
        rti
        .org $fffe
        .word handler
'''

CRC = '''
        lda #$ff
        sta crc
        sta crc+1
        ldx #200
again:  ldy #0
next:   lda text,y
        beq done
        jsr add
        iny
        bne next
done:   dex
        bne again
        lda crc
        sta value
        lda crc+1
        sta value+1
        jsr print_word
        jsr newline
        brk
add:    stx saved         ; CRC-CCITT of one byte more
        eor crc+1
        sta crc+1
        ldx #8
.bit:   asl crc
        rol crc+1
        bcc .clear
        lda crc+1
        eor #$10
        sta crc+1
        lda crc
        eor #$21
        sta crc
.clear: dex
        bne .bit
        ldx saved
        rts
text:   .byte "123456789", 0
crc     = $90
saved   = $92
''' + PRINT_WORD

SELF = '''
        lda #$ea
        sta here
here:   nop
        brk
'''

LOST = '''
        jmp $1234
'''

RETURNS = '''
        lda #7
        jsr out
        sta $f001
        brk
out:    pla
        pla
        jmp 5 + data
data:   .byte 1, 2, 3, 4, 5
        sta $f001
        brk
'''

FAR = 'start: nop\n.org $700\nbeq start\n'
TWICE = 'a1: nop\na1: nop\n'
UNKNOWN = '  frob #1\n'
WRONG = 'nop\n  sta #5\n'
MISSING = '\n\n  lda missing + 1\n'
BIG = '  lda #300\n'

SOURCES = {
    'hello': HELLO, 'sieve': SIEVE, 'count': COUNT, 'sort': SORT,
    'hanoi': HANOI, 'decimal': DECIMAL, 'arithmetic': ARITHMETIC,
    'system': SYSTEM, 'crc': CRC, 'self': SELF, 'lost': LOST,
    'returns': RETURNS, 'far': FAR, 'twice': TWICE, 'unknown': UNKNOWN,
    'wrong': WRONG, 'missing': MISSING, 'big': BIG}
