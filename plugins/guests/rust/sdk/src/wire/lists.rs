//! Packed lists: numbers, bools and enums.

use super::{Enum, Reader, Writer};
use alloc::vec::Vec;

impl Reader<'_> {
    /// Reads a packed list.
    pub fn int32s(&mut self, field: u32) -> Vec<i32> {
        self.packed(field, |r, v| r.int32_of(field, v))
    }

    /// Reads a packed list.
    pub fn int64s(&mut self, field: u32) -> Vec<i64> {
        self.packed(field, |_, v| v as i64)
    }

    /// Reads a packed list.
    pub fn uint32s(&mut self, field: u32) -> Vec<u32> {
        self.packed(field, |r, v| r.uint32_of(field, v))
    }

    /// Reads a packed list.
    pub fn uint64s(&mut self, field: u32) -> Vec<u64> {
        self.packed(field, |_, v| v)
    }

    /// Reads a packed list.
    pub fn bools(&mut self, field: u32) -> Vec<bool> {
        self.packed(field, |r, v| r.bool_of(field, v))
    }

    /// Reads a packed list of declared values of an enum.
    pub fn enumerations<E: Enum>(&mut self, field: u32) -> Vec<E> {
        self.packed(field, |r, v| r.enum_of(field, v))
    }
}

impl Writer {
    /// Writes a packed list, unless it is empty.
    pub fn int32s(&mut self, field: u32, list: &[i32]) {
        self.packed(field, list, |v| i64::from(v) as u64);
    }

    /// Writes a packed list, unless it is empty.
    pub fn int64s(&mut self, field: u32, list: &[i64]) {
        self.packed(field, list, |v| v as u64);
    }

    /// Writes a packed list, unless it is empty.
    pub fn uint32s(&mut self, field: u32, list: &[u32]) {
        self.packed(field, list, u64::from);
    }

    /// Writes a packed list, unless it is empty.
    pub fn uint64s(&mut self, field: u32, list: &[u64]) {
        self.packed(field, list, |v| v);
    }

    /// Writes a packed list, unless it is empty.
    pub fn bools(&mut self, field: u32, list: &[bool]) {
        self.packed(field, list, u64::from);
    }

    /// Writes a packed list, unless it is empty.
    pub fn enumerations<E: Enum>(&mut self, field: u32, list: &[E]) {
        self.packed(field, list, |v| i64::from(v.number()) as u64);
    }
}
