// A hook tool for measurements, under every tool's name: it adds its words to $HOOK_TOOLS/record, and prints what
// $HOOK_TOOLS/answers/NAME has. It stands for the agent, at the same small cost for whoever runs it.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int path_of(char *path, size_t size, const char *folder, const char *file) {
  return snprintf(path, size, "%s/%s", folder, file) < (int)size;
}

static int note(const char *folder, int count, char **words) {
  char path[4096], line[4096];
  size_t length = 0;
  for (int i = 0; i < count && length < sizeof line; i++)
    length += snprintf(line + length, sizeof line - length, "%s%c", words[i], i + 1 < count ? ' ' : '\n');
  if (length >= sizeof line || !path_of(path, sizeof path, folder, "record")) return 0;
  // One write to the end of the file: tools that run at the same time do not mix their words.
  int record = open(path, O_WRONLY | O_APPEND);
  return record >= 0 && write(record, line, length) == (ssize_t)length;
}

static int answer(const char *folder, const char *name) {
  char path[4096], part[4096];
  if (!path_of(path, sizeof path, folder, "answers/") || strlen(path) + strlen(name) >= sizeof path) return 0;
  int file = open(strcat(path, name), O_RDONLY);
  ssize_t size = file < 0 ? 0 : read(file, part, sizeof part);
  return size >= 0 && write(STDOUT_FILENO, part, size) == size;
}

int main(int count, char **words) {
  const char *folder = getenv("HOOK_TOOLS");
  const char *slash = strrchr(words[0], '/');
  if (slash != NULL) words[0] = (char *)slash + 1;
  return folder != NULL && note(folder, count, words) && answer(folder, words[0]) ? 0 : 1;
}
