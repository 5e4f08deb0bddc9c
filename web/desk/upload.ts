import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, newKey, type Refused } from './call.ts';

interface Sending {
  readonly path: string;
  readonly body: FormData | File;
}

/** Sends a file and tells how much of it has arrived, 0 to 1. What the server answers is typed by the caller: these routes carry files and stand outside the route table. */
export function useUpload<A>(done?: (answer: A) => void): UseMutationResult<A, Refused, Sending> & { readonly sent: number } {
  const [sent, setSent] = useState(0);
  const command = useMutation<A, Refused, Sending>({
    mutationFn: ({ path, body }) => {
      setSent(0);
      return answerOf(send(path, body, setSent)) as Promise<A>;
    },
    onSuccess: (answer) => done?.(answer),
  });
  return { ...command, sent };
}

/** By XMLHttpRequest, since fetch doesn't tell how far an upload is. */
function send(path: string, body: FormData | File, onSent: (share: number) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('accept-language', document.documentElement.lang);
    request.setRequestHeader('idempotency-key', newKey());
    if (body instanceof File) request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.addEventListener('progress', (event) =>
      onSent(event.lengthComputable && event.total > 0 ? event.loaded / event.total : 0),
    );
    request.addEventListener('load', () => resolve(new Response(request.responseText, { status: request.status })));
    request.addEventListener('error', () => reject(new TypeError('the connection broke')));
    request.send(body);
  });
}
