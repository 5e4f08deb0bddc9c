import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import '../ui/style.css';
import './app/desk.css';
import { App } from './app/App.tsx';
import { show } from './app/preferences.ts';

// The CSP forbids eval; zod would try it once and complain in the console.
z.config({ jitless: true });
show();
const place = document.getElementById('desk');
if (!place) throw new Error('index.html has no place for the desk');
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
