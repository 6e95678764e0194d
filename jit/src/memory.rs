//! Descriptions of memory: what lies at an offset of an object. They are the only thing the optimizer and
//! the backend know of an object's shape.

/// What a memory location holds, and so the kind of what a load gives.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum Content {
    /// A tagged word; stores of it need the language's write barrier.
    Value,
    /// A raw 64-bit integer.
    Word,
    /// A raw unsigned 32-bit integer, zero-extended by a load.
    Half,
    /// A raw unsigned byte, zero-extended by a load.
    Byte,
    /// A raw 64-bit float.
    Float,
}

/// Which part of the heap a location belongs to: helpers say by region what they read and write.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum Region {
    Instance,
    List,
    /// Which keys a dict has, and where they stand.
    Dict,
    Cell,
    Other,
    /// The values of dicts.
    DictValue,
}

/// One fixed location of an object: byte `offset` from its start.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Field {
    pub offset: u32,
    pub content: Content,
    pub region: Region,
    /// Never written after the object is initialised: loads survive every call.
    pub immutable: bool,
}

impl Field {
    pub const fn new(offset: u32, content: Content, region: Region) -> Field {
        Field {
            offset,
            content,
            region,
            immutable: false,
        }
    }

    pub const fn immutable(offset: u32, content: Content, region: Region) -> Field {
        Field {
            offset,
            content,
            region,
            immutable: true,
        }
    }

    /// The field as one word (the `immediate` of an IR operation). [`Field::unpack`] is the inverse.
    pub const fn pack(self) -> u64 {
        self.offset as u64 | (self.content as u64) << 32 | (self.region as u64) << 40 | (self.immutable as u64) << 48
    }

    pub fn unpack(word: u64) -> Field {
        Field {
            offset: word as u32,
            content: Content::from_code((word >> 32) as u8),
            region: Region::from_code((word >> 40) as u8),
            immutable: word >> 48 & 1 != 0,
        }
    }
}

/// Equal locations one after the other: item `i` lies at byte `first + stride * i` of the object.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Array {
    pub first: u32,
    pub stride: u8,
    pub content: Content,
    pub region: Region,
    /// Items are never written after the array is initialised.
    pub immutable: bool,
}

impl Array {
    pub const fn new(first: u32, stride: u8, content: Content, region: Region) -> Array {
        Array {
            first,
            stride,
            content,
            region,
            immutable: false,
        }
    }

    pub const fn immutable(first: u32, stride: u8, content: Content, region: Region) -> Array {
        Array {
            first,
            stride,
            content,
            region,
            immutable: true,
        }
    }

    /// The array as one word. [`Array::unpack`] is the inverse.
    pub const fn pack(self) -> u64 {
        self.first as u64
            | (self.content as u64) << 32
            | (self.region as u64) << 40
            | (self.immutable as u64) << 48
            | (self.stride as u64) << 56
    }

    pub fn unpack(word: u64) -> Array {
        let field = Field::unpack(word & !(0xff << 56));
        Array {
            first: field.offset,
            stride: (word >> 56) as u8,
            content: field.content,
            region: field.region,
            immutable: field.immutable,
        }
    }
}

/// The shape of a new object: its size in bytes (header included) and the map id its header gets. The
/// words behind the header are zero.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Shape {
    pub size: u32,
    pub map: u32,
}

impl Shape {
    pub const fn pack(self) -> u64 {
        self.size as u64 | (self.map as u64) << 32
    }

    pub const fn unpack(word: u64) -> Shape {
        Shape {
            size: word as u32,
            map: (word >> 32) as u32,
        }
    }
}

impl Content {
    pub fn from_code(code: u8) -> Content {
        match code {
            0 => Content::Value,
            1 => Content::Word,
            2 => Content::Half,
            3 => Content::Byte,
            4 => Content::Float,
            _ => panic!("no memory content {code}"),
        }
    }
}

impl Region {
    pub const ALL: [Region; 6] = [
        Region::Instance,
        Region::List,
        Region::Dict,
        Region::Cell,
        Region::Other,
        Region::DictValue,
    ];

    pub fn from_code(code: u8) -> Region {
        Region::ALL[code as usize]
    }
}
