// run-program PROGRAM [WORD...]: runs a program to its end, and prints its exit code, how many microseconds it took, and the most
// memory that it or a process it waited for had, in KiB. It is small itself, since a process counts the memory of the one that
// it was forked from as its own.
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(int count, char **words) {
  struct timespec start, end;
  struct rusage usage;
  int status;
  if (count < 2) return 2;
  clock_gettime(CLOCK_MONOTONIC, &start);
  pid_t child = fork();
  if (child == 0) {
    dup2(STDERR_FILENO, STDOUT_FILENO);
    execvp(words[1], words + 1);
    _exit(127);
  }
  if (child < 0 || wait4(child, &status, 0, &usage) < 0) return 1;
  clock_gettime(CLOCK_MONOTONIC, &end);
  long microseconds = (end.tv_sec - start.tv_sec) * 1000000 + (end.tv_nsec - start.tv_nsec) / 1000;
  printf("%d %ld %ld\n", WIFEXITED(status) ? WEXITSTATUS(status) : 128, microseconds, usage.ru_maxrss);
  return 0;
}
