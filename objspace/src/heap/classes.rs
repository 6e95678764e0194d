//! Size classes: the sizes of the cells that small objects are served from.

/// Number of size classes, and of allocation cursors at the start of a [`super::Heap`].
pub const CLASSES: usize = 29;

/// Every size is rounded up to a multiple of this; it is also the alignment of all objects.
pub const GRANULE: usize = 16;

/// Cell size of each class, ascending.
pub const CLASS_SIZES: [usize; CLASSES] = [
    16, 32, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 640, 768, 1024, 1280, 1632, 2048, 2720,
    3264, 4096, 5456, 8192, 10912, 16384,
];

/// Free cells of larger classes are zeroed when they are taken, those of smaller ones before.
pub const MOST_PREZEROED: usize = 512;

/// Objects larger than this take spans of whole blocks instead of cells.
pub const MAX_SMALL: usize = CLASS_SIZES[CLASSES - 1];

/// Classes up to this size are the multiples of [`GRANULE`].
const LINEAR: usize = 128;

const CLASS_OF_GRANULES: [u8; MAX_SMALL / GRANULE + 1] = {
    let mut table = [0; MAX_SMALL / GRANULE + 1];
    let mut granules = 1;
    let mut class = 0;
    while granules < table.len() {
        while CLASS_SIZES[class] < granules * GRANULE {
            class += 1;
        }
        table[granules] = class as u8;
        granules += 1;
    }
    table
};

/// Of each class: where cells start among the marks of 64 granules, the first of which starts one.
pub const CELL_STARTS: [u64; CLASSES] = {
    let mut table = [0; CLASSES];
    let mut class = 0;
    while class < CLASSES {
        let mut granule = 0;
        while granule < 64 {
            table[class] |= 1 << granule;
            granule += CLASS_SIZES[class] / GRANULE;
        }
        class += 1;
    }
    table
};

/// The class that serves objects of `size` bytes, `1..=MAX_SMALL`.
#[inline(always)]
pub const fn size_class(size: usize) -> usize {
    let granules = size.div_ceil(GRANULE);
    if size <= LINEAR {
        granules - 1
    } else {
        CLASS_OF_GRANULES[granules] as usize
    }
}

/// The cell size of `class`.
#[inline(always)]
pub const fn class_size(class: usize) -> usize {
    CLASS_SIZES[class]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_gets_the_smallest_class_that_holds_it() {
        for size in 1..=MAX_SMALL {
            let class = size_class(size);
            assert!(class_size(class) >= size);
            assert!(class == 0 || class_size(class - 1) < size);
        }
    }
}
