/** A ref that takes the focus when its field appears because the reader asked for it. antd gives its own handle, the browser an element. */
export function focusHere(field: { focus: () => void } | null): void {
  field?.focus();
}
