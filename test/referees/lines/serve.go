package lines

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
)

// Judge gives the verdict of one request. Several are asked for at once.
type Judge func(Request) Verdict

const bufferSize = 1 << 16

// Main is a referee's main function: it tells its capabilities if asked to, else answers requests until there are no
// more.
func Main(capabilities func() Capabilities, judge Judge) {
	if err := run(os.Args[1:], capabilities, judge); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string, capabilities func() Capabilities, judge Judge) error {
	switch {
	case len(args) == 0:
		return Serve(os.Stdin, os.Stdout, judge)
	case len(args) == 1 && args[0] == "--capabilities":
		return json.NewEncoder(os.Stdout).Encode(capabilities())
	default:
		return fmt.Errorf("usage: %s [--capabilities]", os.Args[0])
	}
}

// Serve answers each line of in by a line of out, in the same order. It works on as many as there are processors, and
// reads no further than a few lines ahead of what it has written: who doesn't read answers can't go on asking.
func Serve(in io.Reader, out io.Writer, judge Judge) error {
	workers := runtime.GOMAXPROCS(0)
	pending := make(chan chan []byte, 8*workers)
	turns := make(chan struct{}, workers)
	var readError error
	go func() {
		defer close(pending)
		readError = eachLine(in, func(line []byte) {
			answer := make(chan []byte, 1)
			pending <- answer
			turns <- struct{}{}
			go func() {
				defer func() { <-turns }()
				answer <- answered(line, judge)
			}()
		})
	}()

	writer := bufio.NewWriterSize(out, bufferSize)
	for answer := range pending {
		if _, err := writer.Write(append(<-answer, '\n')); err != nil {
			return err
		}
		if len(pending) > 0 {
			continue
		}
		if err := writer.Flush(); err != nil {
			return err
		}
	}
	return errors.Join(writer.Flush(), readError)
}

func eachLine(in io.Reader, use func(line []byte)) error {
	reader := bufio.NewReaderSize(in, bufferSize)
	for {
		// A line of any length, in memory of its own.
		line, err := reader.ReadBytes('\n')
		if line = bytes.TrimSpace(line); len(line) > 0 {
			use(line)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func answered(line []byte, judge Judge) []byte {
	var request Request
	verdict := Verdict{}
	if err := json.Unmarshal(line, &request); err != nil {
		verdict.Failed = "request: " + err.Error()
	} else {
		verdict = judged(request, judge)
	}
	if verdict.ID = request.ID; verdict.ID == nil {
		verdict.ID = json.RawMessage("null")
	}
	if verdict.Errors == nil {
		verdict.Errors = []Problem{}
	}
	text, err := json.Marshal(verdict)
	if err != nil {
		text, _ = json.Marshal(Verdict{ID: verdict.ID, Errors: []Problem{}, Failed: "encode: " + err.Error()})
	}
	return text
}

// judged turns a panic of upstream's code into a verdict: the next object deserves one too.
func judged(request Request, judge Judge) (verdict Verdict) {
	defer func() {
		if reason := recover(); reason != nil {
			verdict = Refused(fmt.Sprintf("panic: %v", reason))
		}
	}()
	return judge(request)
}
