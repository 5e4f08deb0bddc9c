interface Place {
  readonly value: unknown;
  readonly name?: string;
  readonly inside?: Place;
}

/**
 * Where a text stands that no database takes: with a zero byte, or with half of a character. Undefined when there is none.
 * The path is put together only then, so that deep nesting costs nothing.
 */
export function brokenText(value: unknown): readonly string[] | undefined {
  const open: Place[] = [{ value }];
  for (let each = open.pop(); each; each = open.pop()) {
    if (typeof each.value === 'string') {
      if (isBroken(each.value)) return pathOf(each);
    } else if (typeof each.value === 'object' && each.value !== null && !ArrayBuffer.isView(each.value)) {
      for (const [name, inner] of Object.entries(each.value)) {
        if (isBroken(name)) return pathOf(each);
        open.push({ value: inner, name, inside: each });
      }
    }
  }
  return undefined;
}

function isBroken(text: string): boolean {
  return text.includes('\u0000') || !text.isWellFormed();
}

function pathOf(place: Place): string[] {
  const path: string[] = [];
  for (let each: Place | undefined = place; each; each = each.inside) if (each.name !== undefined) path.unshift(each.name);
  return path;
}
