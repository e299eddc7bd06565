<?php
set_error_handler(fn(int $level, string $message) => throw new ErrorException($message));
require 'verification.php';
echo isVerified(getenv('ACCESS_TOKEN'), getenv('IDENTIFIER')) ? 'verified' : 'refused';
