import type { Trace } from '../trace.ts'

/**
 * The same object, whose calls are parts of a trace.
 *
 * @param except members that give no promise: in a trace they would.
 */
export function traced<Target extends object>(
  target: Target,
  {
    name,
    except,
    trace,
  }: { readonly name: string; readonly except: readonly (keyof Target)[]; readonly trace: Trace },
): Target {
  const untraced = new Set<PropertyKey>(except)
  return new Proxy(target, {
    get(_, key) {
      const member: unknown = Reflect.get(target, key)
      if (typeof member !== 'function') return member
      if (untraced.has(key)) return member.bind(target)
      return (...args: readonly unknown[]) =>
        trace(`${name}.${String(key)}`, async () => member.apply(target, args))
    },
  })
}
