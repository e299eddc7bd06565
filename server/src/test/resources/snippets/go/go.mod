module run

go 1.18
