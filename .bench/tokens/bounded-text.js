/** The text of an answer. @throws {Error} when it has more bytes than it may, or is not UTF-8. */
export async function boundedText({ body }, maxBytes) {
    const reader = body?.getReader();
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let text = '';
    for (let bytes = 0;;) {
        const chunk = await reader?.read();
        if (chunk?.value === undefined)
            return text + decoder.decode();
        bytes += chunk.value.byteLength;
        if (bytes > maxBytes)
            throw new Error(`the answer has more than ${maxBytes} bytes`);
        text += decoder.decode(chunk.value, { stream: true });
    }
}
