// Calls the agent: a soft sound, and the number of unread messages in the page's title.

import { Store } from "../../lib/store.ts";
import type { Conversation } from "../../lib/types.ts";
import { conversationsStore, threadStore } from "./store.ts";
import { unreadTotal } from "./model.ts";

const KEY = "magpie.sound";

export const soundStore = new Store<boolean>(localStorage.getItem(KEY) !== "off");

let audio: AudioContext | null = null;

export function setSound(on: boolean): void {
  localStorage.setItem(KEY, on ? "on" : "off");
  soundStore.set(on);
  if (on) chime();
}

/** A customer wrote to one of my conversations; silent while I am looking at it. */
export function alertTo(conversation: Conversation): void {
  const looking = !document.hidden && threadStore.get()?.conversation === conversation.id;
  if (!looking && soundStore.get()) chime();
}

/** Keeps "(3) …" before the page's title; returns how to stop. */
export function watchTitle(me: string, title: () => string): () => void {
  const show = () => {
    const count = unreadTotal(conversationsStore.get().values(), me);
    document.title = count > 0 ? `(${count}) ${title()}` : title();
  };
  show();
  return conversationsStore.subscribe(show);
}

/** Two falling notes. Browsers allow sound only after the person has touched the page; before that it stays silent. */
function chime(): void {
  try {
    audio ??= new AudioContext();
    if (audio.state === "suspended") void audio.resume();
    const now = audio.currentTime;
    for (const [index, pitch] of [880, 660].entries()) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      const begin = now + index * 0.12;
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0, begin);
      volume.gain.linearRampToValueAtTime(0.08, begin + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, begin + 0.3);
      tone.connect(volume).connect(audio.destination);
      tone.start(begin);
      tone.stop(begin + 0.32);
    }
  } catch {
    // A device without sound still shows the number in the title.
  }
}
