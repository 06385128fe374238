/**
 * The text of a cookie as Werkzeug writes it: quoted where it must be, with every byte that is not plain as three
 * octal digits. `undefined`: that is no UTF-8.
 */
export declare function unquoteCookie(value: string): string | undefined;
