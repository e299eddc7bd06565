package main

import (
	"fmt"
	"os"
	"run/verification"
)

func main() {
	is, err := verification.IsVerified(os.Getenv("ACCESS_TOKEN"), os.Getenv("IDENTIFIER"))
	if err != nil {
		panic(err)
	}
	if is {
		fmt.Println("verified")
	} else {
		fmt.Println("refused")
	}
}
