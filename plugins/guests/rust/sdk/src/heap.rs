//! The heap of a module: memory is handed out in ascending order and taken back
//! as a whole when the next call begins.
//!
//! The host resets what a call wrote, page by page, so few pages should be
//! written: the heap begins where the data ends, in the same page, and uses up
//! what is left below the shared buffer before memory above it.

use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size};
use core::cell::Cell;
use core::ptr;

const PAGE: usize = 64 << 10;

struct Heap {
    /// The next free byte, and the end of the region it lies in.
    next: Cell<usize>,
    end: Cell<usize>,
    /// Where a call begins, and the end of that region.
    first: Cell<usize>,
    first_end: Cell<usize>,
    /// Where the region above the shared buffer begins. 0: there is none.
    second: Cell<usize>,
    /// What lives now, less what a call leaves behind. Memory is taken back
    /// only when nothing does: a static may hold some.
    alive: Cell<usize>,
}

// SAFETY: WebAssembly of this profile has no threads.
unsafe impl Sync for Heap {}

#[global_allocator]
static HEAP: Heap = Heap {
    next: Cell::new(0),
    end: Cell::new(0),
    first: Cell::new(0),
    first_end: Cell::new(0),
    second: Cell::new(0),
    alive: Cell::new(0),
};

extern "C" {
    /// The linker's symbol: its address is where the data ends.
    static __heap_base: u8;
}

/// Sets the shared buffer aside, above all memory there is.
pub fn buffer(size: u32) -> u32 {
    let h = &HEAP;
    if h.end.get() == 0 {
        h.begin_at_base();
    }
    let at = memory_size(0) * PAGE;
    if memory_grow(0, (size as usize + PAGE - 1) / PAGE) == usize::MAX {
        core::arch::wasm32::unreachable()
    }
    h.first.set(h.next.get());
    h.first_end.set(h.end.get());
    h.second.set(at + size as usize);
    at as u32
}

/// Begins a call.
#[inline]
pub fn begin() {
    let h = &HEAP;
    if h.alive.get() == 0 {
        h.next.set(h.first.get());
        h.end.set(h.first_end.get());
    }
}

/// Leaves something allocated to the host or to the rest of the call.
#[inline]
pub fn leave() {
    HEAP.alive.set(HEAP.alive.get() - 1);
}

impl Heap {
    fn begin_at_base(&self) {
        // Only the address of the symbol means something.
        self.next.set(unsafe { ptr::addr_of!(__heap_base) } as usize);
        self.end.set(memory_size(0) * PAGE);
    }

    /// Finds room where the region has none: in the region above the buffer, or
    /// in more memory.
    #[cold]
    #[inline(never)]
    fn more(&self, l: Layout) -> *mut u8 {
        if self.end.get() == 0 {
            self.begin_at_base();
        } else if self.second.get() != 0 && self.end.get() == self.first_end.get() {
            self.next.set(self.second.get());
            self.end.set(memory_size(0) * PAGE);
        } else {
            let missing = l.size().saturating_add(l.align()).saturating_add(self.next.get()) - self.end.get();
            if memory_grow(0, missing / PAGE + 1) == usize::MAX {
                return ptr::null_mut();
            }
            self.end.set(memory_size(0) * PAGE);
        }
        self.take(l)
    }

    #[inline]
    fn take(&self, l: Layout) -> *mut u8 {
        let at = (self.next.get() + l.align() - 1) & !(l.align() - 1);
        match at.checked_add(l.size()) {
            Some(next) if next <= self.end.get() => {
                self.next.set(next);
                at as *mut u8
            }
            _ => self.more(l),
        }
    }
}

// SAFETY: take hands out aligned memory between next and end, which nobody else
// has: next only moves back over what is given back last.
unsafe impl GlobalAlloc for Heap {
    #[inline]
    unsafe fn alloc(&self, l: Layout) -> *mut u8 {
        let at = self.take(l);
        if !at.is_null() {
            self.alive.set(self.alive.get() + 1);
        }
        at
    }

    #[inline]
    unsafe fn dealloc(&self, at: *mut u8, l: Layout) {
        self.alive.set(self.alive.get() - 1);
        if at as usize + l.size() == self.next.get() {
            self.next.set(at as usize);
        }
    }

    #[inline]
    unsafe fn realloc(&self, at: *mut u8, l: Layout, size: usize) -> *mut u8 {
        if size <= l.size() {
            return at;
        }
        if at as usize + l.size() == self.next.get() && size <= self.end.get() - at as usize {
            self.next.set(at as usize + size);
            return at;
        }
        // SAFETY: the caller promises that size and alignment make a layout.
        let to = self.take(unsafe { Layout::from_size_align_unchecked(size, l.align()) });
        if !to.is_null() {
            // SAFETY: both are at least l.size() bytes and do not overlap.
            unsafe { ptr::copy_nonoverlapping(at, to, l.size()) };
        }
        to
    }
}
