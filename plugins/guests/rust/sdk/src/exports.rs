//! The exports of a module.

/// Names the functions that the operations of a module run, and exports those
/// operations. `apply` is required; the others stand in this order:
///
/// ```ignore
/// novation::rules! { apply: apply, up: up, down: down, check: check }
/// ```
///
/// - `fn apply<'a>(call: &mut Call<'a>, state: &mut State<'a>, command: Command<'a>) -> Outcome`
/// - `fn up<'a>(old: old::State<'a>) -> Result<State<'a>, Reasons>`
/// - `fn down<'a>(new: State<'a>) -> Result<old::State<'a>, Reasons>`
/// - `fn check(state: &State<'_>) -> Outcome`
///
/// It also defines the constant `RULES`, which tests run natively.
#[macro_export]
macro_rules! rules {
    (apply: $apply:path $(, up: $up:path)? $(, down: $down:path)? $(, check: $check:path)? $(,)?) => {
        /// The rules of this release.
        pub const RULES: $crate::Rules = $crate::Rules {
            apply: |request| $crate::serve::apply(request, $apply),
            up: $crate::rules!(@optional $(|request| $crate::serve::convert(request, $up))?),
            down: $crate::rules!(@optional $(|request| $crate::serve::convert(request, $down))?),
            check: $crate::rules!(@optional $(|request| $crate::serve::check(request, $check))?),
        };

        #[cfg(target_arch = "wasm32")]
        const _: () = {
            #[no_mangle]
            extern "C" fn nv_buffer(size: u32) -> u32 {
                $crate::exports::buffer(size)
            }

            #[no_mangle]
            extern "C" fn nv_apply(n: u32) -> u64 {
                $crate::exports::run(n, |request| $crate::serve::apply(request, $apply))
            }

            $(
                #[no_mangle]
                extern "C" fn nv_up(n: u32) -> u64 {
                    $crate::exports::run(n, |request| $crate::serve::convert(request, $up))
                }
            )?

            $(
                #[no_mangle]
                extern "C" fn nv_down(n: u32) -> u64 {
                    $crate::exports::run(n, |request| $crate::serve::convert(request, $down))
                }
            )?

            $(
                #[no_mangle]
                extern "C" fn nv_check(n: u32) -> u64 {
                    $crate::exports::run(n, |request| $crate::serve::check(request, $check))
                }
            )?
        };
    };
    (@optional) => { None };
    (@optional $f:expr) => { Some($f) };
}

#[cfg(target_arch = "wasm32")]
mod wasm {
    use crate::heap;
    use crate::serve;
    use crate::wire::Encoded;
    use core::cell::Cell;
    use core::mem;

    /// Address and size of the shared buffer. A module has one thread.
    struct Buffer(Cell<(u32, u32)>);

    // SAFETY: WebAssembly of this profile has no threads.
    unsafe impl Sync for Buffer {}

    static BUFFER: Buffer = Buffer(Cell::new((0, 0)));

    /// Makes the shared buffer and returns its address.
    pub fn buffer(size: u32) -> u32 {
        let at = heap::buffer(size);
        BUFFER.0.set((at, size));
        at
    }

    /// Runs an operation on the first n bytes of the buffer and returns address
    /// and length of the reply. A length that lies is answered, not followed.
    pub fn run(n: u32, f: impl FnOnce(&[u8]) -> Encoded) -> u64 {
        heap::begin();
        let (at, size) = BUFFER.0.get();
        let reply = if n <= size {
            // SAFETY: buffer has set so many bytes aside, and nobody writes to
            // them before the operation has returned.
            f(unsafe { core::slice::from_raw_parts(at as *const u8, n as usize) })
        } else {
            serve::too_long()
        };
        let answer = u64::from(reply.as_ptr() as u32) << 32 | reply.len() as u64;
        mem::forget(reply); // the host reads it now
        heap::leave();
        answer
    }

    #[panic_handler]
    fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
        core::arch::wasm32::unreachable()
    }

    #[cfg(novation_alloc_error_handler)]
    #[alloc_error_handler]
    fn out_of_memory(_: core::alloc::Layout) -> ! {
        core::arch::wasm32::unreachable()
    }
}

#[cfg(target_arch = "wasm32")]
pub use wasm::{buffer, run};
