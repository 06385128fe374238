import type { FieldErrors } from './answers.ts';
/** A field of a form: its name, what is said beside it, and what it is for. */
export type Field = readonly [name: string, label: string, type: 'email' | 'password' | 'checkbox'];
/** A plain page with one form. It looks like nothing; an application with pages of its own shows those. */
export declare function formPage(title: string, action: string, fields: readonly Field[], hidden: Readonly<Record<string, string>>, errors: FieldErrors): Response;
