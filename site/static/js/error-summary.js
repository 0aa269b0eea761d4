/* Puts the focus on the error summary, so that it is the first thing read after a failed send. */

document.querySelector("[data-error-summary]")?.focus();
