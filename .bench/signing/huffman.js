// Code lengths as zlib's trees.c assigns them. There are many optimal Huffman codes; which of them it is
// decides how well their lengths pack, so the order in which its heap breaks ties is kept.
/** As many symbols as the largest alphabet has, and the inner nodes of their tree. */
const nodes = 573;
const heap = new Uint16Array(nodes);
/** What the heap orders by: how often, and in the low 8 bits how deep the tree below is. */
const keys = new Int32Array(nodes);
const parents = new Uint16Array(nodes);
const depths = new Uint8Array(nodes);
const used = new Uint16Array(nodes);
/** What sinks to its place in a heap of `size`, from 1. */
function sink(from, size) {
    const node = heap[from] ?? 0;
    const key = keys[node] ?? 0;
    let at = from;
    for (let child = at << 1; child <= size; child <<= 1) {
        let below = heap[child] ?? 0;
        if (child < size) {
            const other = heap[child + 1] ?? 0;
            if ((keys[other] ?? 0) <= (keys[below] ?? 0)) {
                below = other;
                child++;
            }
        }
        if (key <= (keys[below] ?? 0))
            break;
        heap[at] = below;
        at = child;
    }
    heap[at] = node;
}
/** Writes the length of the code of each symbol into `lengths`, 0 for those that do not occur. */
export function codeLengths(counts, lengths) {
    let [size, last] = [0, -1];
    for (let symbol = 0; symbol < counts.length; symbol++) {
        const count = counts[symbol] ?? 0;
        if (count === 0)
            continue;
        keys[symbol] = count << 8;
        used[size] = last = symbol;
        heap[++size] = symbol;
    }
    let bits = 0;
    // zlib gives at least two symbols a code, of one bit, whether they occur or not.
    while (size < 2) {
        const symbol = last < 2 ? ++last : 0;
        keys[symbol] = 1 << 8;
        used[size] = symbol;
        heap[++size] = symbol;
        bits--;
    }
    const symbols = size;
    for (let at = size >> 1; at >= 1; at--)
        sink(at, size);
    let node = counts.length;
    for (; size >= 2; node++) {
        const least = heap[1] ?? 0;
        heap[1] = heap[size--] ?? 0;
        sink(1, size);
        const next = heap[1] ?? 0;
        const [a, b] = [keys[least] ?? 0, keys[next] ?? 0];
        keys[node] = (((a >> 8) + (b >> 8)) << 8) | (Math.max(a & 0xff, b & 0xff) + 1);
        bits += (a >> 8) + (b >> 8);
        parents[least] = parents[next] = heap[1] = node;
        sink(1, size);
    }
    depths[--node] = 0;
    while (--node >= counts.length)
        depths[node] = (depths[parents[node] ?? 0] ?? 0) + 1;
    lengths.fill(0);
    for (let i = 0; i < symbols; i++) {
        const symbol = used[i] ?? 0;
        lengths[symbol] = (depths[parents[symbol] ?? 0] ?? 0) + 1;
    }
    return { last, bits };
}
