"""A 6502 computer: an assembler, a disassembler and the processor.

    emulator run PROGRAM | list PROGRAM | count PROGRAM

`list` shows the instructions, `count` tells how many steps and cycles it
took. See the package mos6502.
"""

from targets.mos6502.assembler import Assembler
from targets.mos6502.disassembler import disassemble
from targets.mos6502.expressions import AssemblyError
from targets.mos6502.processor import Fault, Processor, Rom, run
from targets.mos6502.programs import SOURCES

CHECKS = [
    (['count', 'count'], '0\n9848470 steps, 37394323 cycles\n'),
    (['run', 'hello'],
     'Hello; 6502: world\n'),
    (['run', 'sieve'],
     '1007\n'),
    (['count', 'sort'],
     '-128 -50 -7 -1 0 3 3 12 42 77 100 127 \n'
     '626 steps, 1934 cycles\n'),
    (['run', 'hanoi'],
     'AC AB CB AC BA BC AC 63\n'),
    (['run', 'decimal'],
     '04 91 65 04 65 '),
    (['count', 'arithmetic'],
     '16 2 247 194 76 224 jump 3\n'
     '270 steps, 954 cycles\n'),
    (['run', 'system'],
     'ok200\n'
     '!fault: store at $f123, which is read-only\n'
     'status 1 '),
    (['run', 'crc'],
     '38847\n'),
    (['run', 'self'],
     'fault: store into the program at $0605\n'
     'status 1 '),
    (['run', 'lost'],
     'fault: no program at $1234\n'
     'status 1 '),
    (['run', 'returns'],
     '6'),
    (['list', 'crc'],
     '0600  a9 ff     lda #$ff\n'
     '0602  8d 90 00  sta $0090\n'
     '0605  8d 91 00  sta $0091\n'
     '0608  a2 c8     ldx #$c8\n'
     '060a  a0 00     ldy #$00\n'
     '060c  b9 57 06  lda $0657,y\n'
     '060f  f0 06     beq $0617\n'
     '0611  20 2d 06  jsr $062d\n'
     '0614  c8        iny\n'
     '0615  d0 f5     bne $060c\n'
     '0617  ca        dex\n'
     '0618  d0 f0     bne $060a\n'
     '061a  ad 90 00  lda $0090\n'
     '061d  8d f0 00  sta $00f0\n'
     '0620  ad 91 00  lda $0091\n'
     '0623  8d f1 00  sta $00f1\n'
     '0626  20 61 06  jsr $0661\n'
     '0629  20 b1 06  jsr $06b1\n'
     '062c  00        brk\n'
     '062d  8e 92 00  stx $0092\n'
     '0630  4d 91 00  eor $0091\n'
     '0633  8d 91 00  sta $0091\n'
     '0636  a2 08     ldx #$08\n'
     '0638  0e 90 00  asl $0090\n'
     '063b  2e 91 00  rol $0091\n'
     '063e  90 10     bcc $0650\n'
     '0640  ad 91 00  lda $0091\n'
     '0643  49 10     eor #$10\n'
     '0645  8d 91 00  sta $0091\n'
     '0648  ad 90 00  lda $0090\n'
     '064b  49 21     eor #$21\n'
     '064d  8d 90 00  sta $0090\n'
     '0650  ca        dex\n'
     '0651  d0 e5     bne $0638\n'
     '0653  ae 92 00  ldx $0092\n'
     '0656  60        rts\n'
     '0661  a2 00     ldx #$00\n'
     '0663  a9 00     lda #$00\n'
     '0665  8d f3 00  sta $00f3\n'
     '0668  a9 30     lda #$30\n'
     '066a  8d f2 00  sta $00f2\n'
     '066d  38        sec\n'
     '066e  ad f0 00  lda $00f0\n'
     '0671  fd a9 06  sbc $06a9,x\n'
     '0674  a8        tay\n'
     '0675  ad f1 00  lda $00f1\n'
     '0678  fd aa 06  sbc $06aa,x\n'
     '067b  90 0b     bcc $0688\n'
     '067d  8d f1 00  sta $00f1\n'
     '0680  8c f0 00  sty $00f0\n'
     '0683  ee f2 00  inc $00f2\n'
     '0686  d0 e5     bne $066d\n'
     '0688  ad f2 00  lda $00f2\n'
     '068b  c9 30     cmp #$30\n'
     '068d  d0 05     bne $0694\n'
     '068f  ac f3 00  ldy $00f3\n'
     '0692  f0 06     beq $069a\n'
     '0694  8d 00 f0  sta $f000\n'
     '0697  8d f3 00  sta $00f3\n'
     '069a  e8        inx\n'
     '069b  e8        inx\n'
     '069c  e0 08     cpx #$08\n'
     '069e  d0 c8     bne $0668\n'
     '06a0  ad f0 00  lda $00f0\n'
     '06a3  09 30     ora #$30\n'
     '06a5  8d 00 f0  sta $f000\n'
     '06a8  60        rts\n'
     '06b1  a9 0a     lda #$0a\n'
     '06b3  8d 00 f0  sta $f000\n'
     '06b6  60        rts\n'),
    (['list', 'arithmetic'],
     '0600  a9 d2     lda #$d2\n'
     '0602  8d 66 00  sta $0066\n'
     '0605  a9 04     lda #$04\n'
     '0607  8d 67 00  sta $0067\n'
     '060a  a9 4d     lda #$4d\n'
     '060c  8d 68 00  sta $0068\n'
     '060f  20 80 06  jsr $0680\n'
     '0612  ad 66 00  lda $0066\n'
     '0615  8d 01 f0  sta $f001\n'
     '0618  20 b1 06  jsr $06b1\n'
     '061b  ad 69 00  lda $0069\n'
     '061e  8d 01 f0  sta $f001\n'
     '0621  20 b1 06  jsr $06b1\n'
     '0624  a9 0d     lda #$0d\n'
     '0626  a2 13     ldx #$13\n'
     '0628  20 9d 06  jsr $069d\n'
     '062b  8d 01 f0  sta $f001\n'
     '062e  20 b1 06  jsr $06b1\n'
     '0631  a9 f0     lda #$f0\n'
     '0633  85 60     sta $60\n'
     '0635  a9 0f     lda #$0f\n'
     '0637  24 60     bit $60\n'
     '0639  08        php\n'
     '063a  68        pla\n'
     '063b  29 c2     and #$c2\n'
     '063d  8d 01 f0  sta $f001\n'
     '0640  20 b1 06  jsr $06b1\n'
     '0643  a9 0a     lda #$0a\n'
     '0645  49 06     eor #$06\n'
     '0647  09 40     ora #$40\n'
     '0649  8d 01 f0  sta $f001\n'
     '064c  20 b1 06  jsr $06b1\n'
     '064f  a9 81     lda #$81\n'
     '0651  38        sec\n'
     '0652  6a        ror a\n'
     '0653  6a        ror a\n'
     '0654  26 60     rol $60\n'
     '0656  8d 01 f0  sta $f001\n'
     '0659  20 b1 06  jsr $06b1\n'
     '065c  6c b9 06  jmp ($06b9)\n'
     '065f  00        brk\n'
     '0660  a2 03     ldx #$03\n'
     '0662  bd bb 06  lda $06bb,x\n'
     '0665  8d 00 f0  sta $f000\n'
     '0668  ca        dex\n'
     '0669  10 f7     bpl $0662\n'
     '066b  20 b1 06  jsr $06b1\n'
     '066e  a0 02     ldy #$02\n'
     '0670  a1 68     lda ($68,x)\n'
     '0672  a2 fe     ldx #$fe\n'
     '0674  bd c3 05  lda $05c3,x\n'
     '0677  8d 01 f0  sta $f001\n'
     '067a  a9 0a     lda #$0a\n'
     '067c  8d 00 f0  sta $f000\n'
     '067f  00        brk\n'
     '0680  a9 00     lda #$00\n'
     '0682  a2 10     ldx #$10\n'
     '0684  0e 66 00  asl $0066\n'
     '0687  2e 67 00  rol $0067\n'
     '068a  2a        rol a\n'
     '068b  cd 68 00  cmp $0068\n'
     '068e  90 06     bcc $0696\n'
     '0690  ed 68 00  sbc $0068\n'
     '0693  ee 66 00  inc $0066\n'
     '0696  ca        dex\n'
     '0697  d0 eb     bne $0684\n'
     '0699  8d 69 00  sta $0069\n'
     '069c  60        rts\n'
     '069d  85 61     sta $61\n'
     '069f  86 62     stx $62\n'
     '06a1  a9 00     lda #$00\n'
     '06a3  a2 08     ldx #$08\n'
     '06a5  0a        asl a\n'
     '06a6  06 61     asl $61\n'
     '06a8  90 03     bcc $06ad\n'
     '06aa  18        clc\n'
     '06ab  65 62     adc $62\n'
     '06ad  ca        dex\n'
     '06ae  d0 f5     bne $06a5\n'
     '06b0  60        rts\n'
     '06b1  48        pha\n'
     '06b2  a9 20     lda #$20\n'
     '06b4  8d 00 f0  sta $f000\n'
     '06b7  68        pla\n'
     '06b8  60        rts\n'),
    (['run', 'far'],
     'line 3: branch of -258 bytes is too far\n'
     'status 1 '),
    (['run', 'twice'],
     'line 2: label a1 twice\n'
     'status 1 '),
    (['run', 'unknown'],
     'line 1: unknown instruction frob\n'
     'status 1 '),
    (['run', 'wrong'],
     'line 2: sta cannot be used with #5\n'
     'status 1 '),
    (['run', 'missing'],
     'line 3: unknown label in missing + 1\n'
     'status 1 '),
    (['run', 'big'],
     'line 1: 300 is no byte\n'
     'status 1 '),
    (['run', 'nothing'],
     'no program nothing\n'
     'status 2 '),
    (['walk', 'hello'],
     'usage: emulator run|list|count PROGRAM\n'
     'status 2 '),
]


def entry_point(argv):
    if len(argv) < 3 or argv[1] not in ['run', 'list', 'count']:
        print 'usage: emulator run|list|count PROGRAM'
        return 2
    if argv[2] not in SOURCES:
        print 'no program', argv[2]
        return 2
    assembler = Assembler(SOURCES[argv[2]])
    try:
        assembler.assemble()
    except AssemblyError as error:
        print 'line %d: %s' % (error.line, error.message)
        return 1
    if argv[1] == 'list':
        for line in disassemble(assembler.memory, assembler.is_code):
            print line.shown()
        return 0
    rom = Rom(assembler.memory, assembler.is_code)
    processor = Processor(assembler.memory, rom)
    try:
        run(rom, processor, assembler.start)
    except Fault as fault:
        print 'fault: ' + fault.message
        return 1
    if argv[1] == 'count':
        print '%d steps, %d cycles' % (processor.steps, processor.cycles)
    return 0
