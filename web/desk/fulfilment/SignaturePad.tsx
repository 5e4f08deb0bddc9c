import { useRef, useState } from 'react';

/** A field to sign with the finger; hands over a PNG whenever the pen is lifted, or null once it is wiped. */
export function SignaturePad({ label, again, onSigned }: { label: string; again: string; onSigned: (picture: File | null) => void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef(false);
  const [signed, setSigned] = useState(false);
  const at = (event: React.PointerEvent): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * 640, ((event.clientY - box.top) / box.height) * 240];
  };
  const pen = (): CanvasRenderingContext2D | null => canvas.current?.getContext('2d') ?? null;
  const begin = (event: React.PointerEvent): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const context = pen();
    if (!context) return;
    if (!signed) {
      context.fillStyle = '#fff';
      context.fillRect(0, 0, 640, 240);
    }
    drawing.current = true;
    context.lineWidth = 4;
    context.lineCap = 'round';
    context.strokeStyle = '#111';
    context.beginPath();
    context.moveTo(...at(event));
  };
  const draw = (event: React.PointerEvent): void => {
    if (!drawing.current) return;
    const context = pen();
    context?.lineTo(...at(event));
    context?.stroke();
  };
  const end = (): void => {
    if (!drawing.current) return;
    drawing.current = false;
    setSigned(true);
    canvas.current?.toBlob((blob) => blob && onSigned(new File([blob], 'signature.png', { type: 'image/png' })), 'image/png');
  };
  const wipe = (): void => {
    pen()?.clearRect(0, 0, 640, 240);
    setSigned(false);
    onSigned(null);
  };
  return (
    <div className="stack">
      <span>{label}</span>
      <canvas
        ref={canvas}
        width={640}
        height={240}
        aria-label={label}
        style={{ width: '100%', height: 120, touchAction: 'none', background: '#fff', border: '1px solid #8c8c8c', borderRadius: 8 }}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={end}
      />
      {signed ? (
        <button type="button" className="plain" onClick={wipe}>
          {again}
        </button>
      ) : null}
    </div>
  );
}
