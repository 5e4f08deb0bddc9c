import { App } from 'antd';
import { useAppWords } from './app/words.ts';

/** Copies text and says so; where the browser forbids it (plain http), by the old way through a selection. */
export function useCopy(): (text: string, said?: string) => Promise<boolean> {
  const words = useAppWords();
  const { message } = App.useApp();
  return async (text, said = words.copied) => {
    const copied = await toClipboard(text);
    if (copied) void message.success(said);
    else void message.warning(words.copyFailed);
    return copied;
  };
}

async function toClipboard(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    const written = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    if (written) return true;
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}
