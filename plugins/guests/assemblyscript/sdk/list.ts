// List: what a repeated field holds.

/**
 * A List is a repeated field. It works like an Array as far as it goes: length,
 * [i], push, indexOf. An index out of range traps.
 */
@unmanaged
export class List<T> {
  private items: usize = 0;
  private count: i32 = 0;
  private capacity: i32 = 0;

  /** How many elements there are. */
  get length(): i32 {
    return this.count;
  }

  /** Adds an element at the end. */
  push(value: T): void {
    if (this.count == this.capacity) this.grow();
    store<T>(this.items + (<usize>this.count << alignof<T>()), value);
    this.count++;
  }

  /** Adds all elements of another list at the end. */
  append(other: List<T>): void {
    for (let i = 0, n = other.length; i < n; i++) this.push(other[i]);
  }

  /** Takes out the element at index i; those behind it move up. */
  removeAt(i: i32): void {
    if (<u32>i >= <u32>this.count) unreachable();
    const p = this.items + (<usize>i << alignof<T>());
    this.count--;
    memory.copy(p, p + sizeof<T>(), <usize>(this.count - i) << alignof<T>());
  }

  /** The index of the first element that is == value, or -1. */
  indexOf(value: T): i32 {
    for (let i = 0; i < this.count; i++) {
      if (this[i] == value) return i;
    }
    return -1;
  }

  /** Reports whether an element is == value. */
  includes(value: T): bool {
    return this.indexOf(value) >= 0;
  }

  @operator("[]") private get(i: i32): T {
    if (<u32>i >= <u32>this.count) unreachable();
    return load<T>(this.items + (<usize>i << alignof<T>()));
  }
  @operator("[]=") private set(i: i32, value: T): void {
    if (<u32>i >= <u32>this.count) unreachable();
    store<T>(this.items + (<usize>i << alignof<T>()), value);
  }

  private grow(): void {
    const capacity = max(4, this.capacity << 1);
    const items = heap.alloc(<usize>capacity << alignof<T>());
    memory.copy(items, this.items, <usize>this.count << alignof<T>());
    this.items = items;
    this.capacity = capacity;
  }
}
