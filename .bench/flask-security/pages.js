import { escapeHtml } from '../dialects/index.js';
/** A plain page with one form. It looks like nothing; an application with pages of its own shows those. */
export function formPage(title, action, fields, hidden, errors) {
    const rows = fields.map(([name, label, type]) => `<p><label>${label} <input name="${name}" type="${type}"></label></p>`);
    const secrets = Object.entries(hidden).map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`);
    const problems = [...errors.values()].flat().map((text) => `<li>${escapeHtml(text)}</li>`);
    const page = [
        '<!doctype html>',
        '<html lang="en">',
        `<title>${title}</title>`,
        `<h1>${title}</h1>`,
        ...(problems.length > 0 ? [`<ul>${problems.join('')}</ul>`] : []),
        `<form method="post" action="${escapeHtml(action)}">`,
        ...secrets,
        ...rows,
        `<p><button>${title}</button></p>`,
        '</form>',
        '',
    ];
    return new Response(page.join('\n'), {
        headers: { 'content-type': 'text/html; charset=utf-8' },
    });
}
