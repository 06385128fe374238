export function toMessage(error) {
    if (!(error instanceof Error))
        return { name: 'Error', message: String(error) };
    const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
    return { name: error.name, message: error.message, ...(code !== undefined && { code }) };
}
