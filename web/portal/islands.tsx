import { render } from 'preact';
import { keepDraft } from './keepDraft.ts';
import { Live, type LiveSettings } from './Live.tsx';
import { type SeenSettings, tellSeen } from './tellSeen.ts';
import { Upload, type UploadedFile, type UploadSettings } from './Upload.tsx';

/** Script only adds: progress of uploads, news while a page is open, keeping what is being typed. */
document.documentElement.classList.add('scripted');

for (const place of document.querySelectorAll<HTMLElement>('[data-island]')) {
  const settings: unknown = JSON.parse(place.dataset['settings'] ?? '{}');
  if (place.dataset['island'] === 'seen') tellSeen(settings as SeenSettings);
  if (place.dataset['island'] === 'live') render(<Live {...(settings as LiveSettings)} />, place);
  if (place.dataset['island'] === 'upload') {
    const files = JSON.parse(place.dataset['files'] ?? '[]') as UploadedFile[];
    place.replaceChildren();
    render(<Upload {...(settings as UploadSettings)} files={files} />, place);
  }
}
keepDraft();
